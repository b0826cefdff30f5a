//! What the line below the floor says is so at the moment at which it is said.

use super::*;
use crate::dashboard::view::said;

/// Returns the line of the verdict, as it is drawn.
fn verdict(app: &mut App) -> String {
    let screen = drawn(app, 120, 40);
    let is_it = |line: &&str| ["\" ▲ ", "\" ✓ ", "\" • ", "\" ? "].iter().any(|s| line.contains(s));
    let line = screen.lines().find(is_it);
    line.unwrap_or_else(|| panic!("there is no such line:\n{screen}")).trim_matches('"').to_owned()
}

#[test]
fn while_it_warms_up_it_is_too_early_to_say() {
    let line = verdict(&mut app("login", 78.0));
    assert!(line.starts_with(" ? Too early to say: it warms up until 18:02."), "{line}");
}

#[test]
fn nobody_is_well_while_guests_wait_for_minutes() {
    let line = verdict(&mut app("payment", 714.0));
    assert!(line.starts_with(" ▲ "), "{line}");
    let line = verdict(&mut app("more-kitchens", 300.0));
    assert!(line.starts_with(" ▲ Whoever waits longest has waited 34 s."), "{line}");
}

/// What the line above says, and what this one says, go together.
#[test]
fn it_is_not_well_where_a_line_is_named() {
    let mut stage = Stage::open("lunch-rush");
    let mut lines = 0;
    for seconds in (130..600).step_by(15) {
        let mut app = stage::app(&mut stage, f64::from(seconds), true);
        let named = said(&app).0;
        let line = verdict(&mut app);
        if named.contains(" wait ") || named.contains(" stand in line ") {
            assert!(!line.starts_with(" ✓ "), "{seconds}: {named} {line}");
            lines += usize::from(line.starts_with(" • "));
        }
    }
    assert!(lines > 0, "there are short lines while it is well");
}

/// What is measured says over which time, and what is so at this moment does not.
#[test]
fn what_was_so_of_late_says_how_lately() {
    let line = verdict(&mut app("lunch-rush", 900.0));
    assert!(line.starts_with(" ▲ Short of hatches (100 % lately)."), "{line}");
    assert!(line.contains("36 of 100 got nothing in 2 min."), "{line}");
    let line = verdict(&mut app("power-cut", 910.0));
    assert!(line.starts_with(" ▲ building.high-street.power is off. "), "{line}");
    assert!(line.contains(" got nothing in "), "{line}");
    let line = verdict(&mut app("power-cut", 1092.0));
    assert!(line.starts_with(" ▲ The power was out. "), "{line}");
    assert!(line.contains(" got nothing in "), "{line}");
}

/// A spare building is nothing to worry about, and one that boots is not dark.
#[test]
fn a_spare_is_no_alarm_and_booting_is_not_dark() {
    let mut app = app("power-cut", 150.0);
    let screen = drawn(&mut app, 120, 40);
    assert!(screen.contains("spare, switched off") && screen.contains(" ✓ Nothing"), "{screen}");
    assert!(!screen.contains("do not work") && !screen.contains("no power"), "{screen}");
    let mut app = self::app("power-cut", 970.0);
    let screen = drawn(&mut app, 120, 40);
    assert!(screen.contains("starts again, 31 s to go"), "{screen}");
    assert!(!screen.contains("no power"), "{screen}");
}

/// Who is short of chefs because all of them wait at the telephone needs no more of them.
#[test]
fn a_call_without_a_limit_is_named_and_no_knob_removes_it() {
    let mut stage = Stage::open("payment");
    let mut app = stage::app(&mut stage, 777.0, true);
    let line = verdict(&mut app);
    let says = " ▲ All 12 chefs wait for bank. A call without a time limit waits for ever.";
    assert!(line.starts_with(says), "{line}");
    let remedies = app.diagnosis.remedies.iter();
    let wanted = remedies.map(|remedy| (remedy.knob.clone(), remedy.to.clone())).collect();
    app.overlay = Some(Overlay::Check(CheckList::default()));
    stage.ask(Request::Check(wanted));
    let is_done = |checked: &Arc<crate::runner::Checked>| checked.is_complete();
    let shot = stage.wait_for(|shot| shot.checked.as_ref().is_some_and(is_done));
    app.update(Message::Shot(shot));
    let screen = drawn(&mut app, 120, 40);
    assert!(screen.contains("That does not remove the"), "{screen}");
}
