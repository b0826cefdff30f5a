//! The door: who is locked out, how often one guest may order, whose rows leave the house, what a
//! hostile note does, and what is overheard.

use serde_json::Value;

use crate::support::{assert_mentions, finding, report};

/// Reads a dial that shows whole numbers.
fn count(report: &Value, dial: &str) -> u64 {
    let shown = &report["dials"][dial];
    shown.as_f64().unwrap_or_else(|| panic!("{dial}: {shown}")) as u64
}

fn outcome(report: &Value, name: &str) -> u64 {
    count(report, &format!("outcomes.{name}"))
}

/// A login with a lock; `room` says who comes.
fn lock(room: &str, more: &str) -> String {
    format!(
        "title = \"T\"\nduration = \"60s\"\n[menu.login]\nasks = [\"email\", \"password\"]\n\
         locks_out = {{ by = \"email\", after = 5, for = \"20s\" }}\nrecipe = [\n\
         {{ find = \"members\", where = {{ email = \"order.email\" }}, as = \"member\", or = \"who are you\" }},\n\
         {{ cook = \"100ms\" }},\n\
         {{ require = \"order.password == member.password\", or = \"who are you\" }},\n\
         {{ wristband = \"member.id\" }},\n]\n\
         [dining_room.web]\nsays = {{ email = \"guest.email\", password = \"guest.password\" }}\n{room}\n\
         [pantry.main.shelf.members]\nrows = [{{ id = 1, email = \"ada\", password = \"right\" }}]\n{more}"
    )
}

const WRONG: &str =
    "arrivals = { every = \"1s\" }\npeople = [{ email = \"ada\", password = \"wrong\" }]";

#[test]
fn five_wrong_tries_in_a_row_lock_out_for_a_while() {
    // Five tries, then nobody for twenty seconds after the fifth was found wrong; and so on.
    let report = report(&lock(WRONG, ""), 1, &[]);
    assert_eq!(outcome(&report, "refused.who_are_you"), 15);
    assert_eq!(outcome(&report, "refused.too_many_orders"), 45);
    assert_eq!(count(&report, "security.locked_out"), 45);
    assert_eq!(count(&report, "security.wrong"), 15);
}

#[test]
fn a_lock_can_be_turned_while_open() {
    let never = report(&lock(WRONG, ""), 1, &["--set", "menu.login.locks_out.after=unlimited"]);
    assert_eq!(count(&never, "security.locked_out"), 0);
    let turned = "[[timeline]]\nat = \"10500ms\"\nset = { \"menu.login.locks_out.after\" = 1, \
                  \"menu.login.locks_out.for\" = \"2s\" }";
    let turned = report(&lock(WRONG, turned), 1, &[]);
    // Until 24 s as before; from then on one try, and two seconds in which one or two come.
    assert_eq!(outcome(&turned, "refused.who_are_you"), 5 + 12);
    let cause = "menu.kiosk.locks_out.after means nothing";
    let kiosk =
        "[menu.kiosk]\n[[timeline]]\nat = \"1s\"\nset = { \"menu.kiosk.locks_out.after\" = 1 }";
    assert_mentions(&finding(&lock(WRONG, kiosk)), &[cause, "write locks_out"]);
}

#[test]
fn whoever_gets_in_is_not_locked_out() {
    let two = |other: &str| {
        format!(
            "guests = 2\nthink = \"1s\"\npeople = [{{ email = \"ada\", password = \"wrong\" }}, \
             {{ email = \"ada\", password = \"{other}\" }}]"
        )
    };
    let always_wrong = report(&lock(&two("bad"), ""), 1, &[]);
    assert!(count(&always_wrong, "security.locked_out") > 0);
    let by_turns = report(&lock(&two("right"), ""), 1, &[]);
    assert_eq!(count(&by_turns, "security.locked_out"), 0);
    assert_eq!(count(&by_turns, "orders.served"), count(&by_turns, "security.wrong"));
}

/// Whoever does not wait to hear that it was wrong has tried all the same.
#[test]
fn a_try_counts_whether_or_not_the_guest_waits_for_the_answer() {
    let report = report(&lock(&format!("{WRONG}\npatience = \"50ms\""), ""), 1, &[]);
    assert_eq!(outcome(&report, "abandoned.patience"), 15);
    assert_eq!(count(&report, "security.locked_out"), 45);
}

#[test]
fn half_a_lock_is_a_finding() {
    let lock = |written: &str| {
        lock(WRONG, "").replace("by = \"email\", after = 5, for = \"20s\"", written)
    };
    let missing = finding(&lock("by = \"email\", after = 5"));
    assert_mentions(&missing, &["does not say for how long", "add for = \"15m\""]);
    assert_mentions(&finding(&lock("after = 5, for = \"20s\"")), &["which orders belong together"]);
    let unknown = finding(&lock("by = \"emial\", after = 5, for = \"20s\""));
    assert_mentions(&unknown, &["no field of an order is called \"emial\"", "email"]);
}

/// Three guests who would order every second.
const THREE: &str = "title = \"T\"\nduration = \"60s\"\n[menu.soup]\n[menu.bread]\n\
                     [dining_room.web]\nguests = 3\nthink = \"1s\"\norders = { soup = 1 }\n[waiter]\n";

#[test]
fn each_guest_has_a_limit_of_their_own() {
    for limit in ["waiter.guest_limit=10/min", "menu.soup.guest_limit=10/min"] {
        let report = report(THREE, 1, &["--set", limit]);
        // Each of them at 1 s, 7 s, … 55 s.
        assert_eq!(count(&report, "orders.served"), 30, "{limit}");
        assert_eq!(outcome(&report, "refused.too_many_orders"), 3 * 59 - 30, "{limit}");
        assert_eq!(count(&report, "security.locked_out"), 0, "{limit}");
    }
    let other = report(THREE, 1, &["--set", "menu.bread.guest_limit=10/min"]);
    assert_eq!(count(&other, "orders.served"), 3 * 59);
}

/// Nothing is written down in this restaurant until the knob is turned.
#[test]
fn a_limit_for_each_guest_can_begin_in_the_middle() {
    for knob in ["waiter.guest_limit", "menu.soup.guest_limit"] {
        let turned = format!(
            "{THREE}[[timeline]]\nat = \"29500ms\"\nset = {{ \"{knob}\" = \"10/min\" }}\nfor = \"18s\"\n"
        );
        let report = report(&turned, 1, &[]);
        // Each at 1 s, … 29 s; at 30 s, 36 s, 42 s; at 48 s, … 59 s.
        assert_eq!(count(&report, "orders.served"), 3 * (29 + 3 + 12), "{knob}");
    }
}

/// A guest is one of the people of a room, whenever that one comes.
#[test]
fn guests_who_come_again_are_known_by_who_they_are() {
    let room = |people: u32| {
        format!(
            "title = \"T\"\nduration = \"60s\"\n[menu.soup]\n[dining_room.web]\n\
             arrivals = {{ every = \"1s\" }}\npeople = {{ count = {people}, id = \"{{n}}\" }}\n\
             [waiter]\nguest_limit = \"1/h\"\n"
        )
    };
    assert_eq!(count(&report(&room(1), 1, &[]), "orders.served"), 1);
    let many = count(&report(&room(7), 1, &[]), "orders.served");
    assert_eq!(many, 7, "all of them come within a minute");
    let nobody = room(1).replace("people = { count = 1, id = \"{n}\" }", "");
    assert_eq!(count(&report(&nobody, 1, &[]), "orders.served"), 60, "everyone is new here");
}

/// Ten guests who wear the wristband of member 1, and a recipe about notes of members 1 and 2.
fn notes(recipe: &str, shelf: &str) -> Value {
    let scenario = format!(
        "title = \"T\"\nduration = \"10s\"\n[menu.read]\nrecipe = [{{ wristband = \"guest.member\" }}, {recipe}]\n\
         [dining_room.web]\narrivals = {{ every = \"1s\" }}\npeople = [{{ member = 1 }}]\nsays = {{ note = 2 }}\n\
         [pantry.main.shelf.notes]\n{shelf}\nrows = [\n\
         {{ id = 1, member = 1, text = \"mine\" }}, {{ id = 2, member = 2, text = \"yours\" }},\n\
         {{ id = 3, member = 2, text = \"yours, too\" }}, {{ id = 4, text = \"everybody's\" }},\n]\n"
    );
    report(&scenario, 1, &[])
}

#[test]
fn rows_of_somebody_else_in_an_answer_are_leaks() {
    const OWNED: &str = "owner = \"member\"";
    let leaks = |recipe: &str, shelf: &str| {
        let report = notes(recipe, shelf);
        assert_eq!(count(&report, "orders.served"), 10, "{recipe}");
        assert_eq!(count(&report, "security.leaked_rows") % 10, 0, "{recipe}");
        count(&report, "security.leaked_rows") / 10
    };
    let find = "{ find = \"notes\", where = { id = \"order.note\" }, as = \"note\" },";
    let text = format!("{find} {{ answer = {{ text = \"note.text\" }} }}");
    assert_eq!(leaks(&text, OWNED), 1);
    assert_eq!(leaks(&text, &format!("{OWNED}\nstands_for = 1000")), 1000);
    assert_eq!(leaks(&text, ""), 0, "nobody owns anything");
    assert_eq!(leaks(&text.replace("order.note", "1"), OWNED), 0, "one's own");
    assert_eq!(leaks(&text.replace("order.note", "4"), OWNED), 0, "nobody's");
    assert_eq!(leaks(find, OWNED), 0, "it was only looked at");

    let all = "{ rank = \"notes\", by = \"-row.id\", as = \"notes\" },";
    for (answer, leaked) in [
        ("{ answer = { all = \"notes\" } }", 2),
        ("{ answer = { all = \"notes\", again = \"notes\" } }", 2),
        ("{ let = { mine = \"first(notes)\" } }, { answer = { text = \"mine.text\" } }", 0),
        ("{ let = { many = \"len(notes)\" } }, { answer = { many = \"many\" } }", 2),
        ("{ answer = { all = \"notes\" } }, { answer = { done = true } }", 0),
        ("{ let = { notes = \"1\" } }, { answer = { notes = \"notes\" } }", 0),
        ("{ answer = { either = \"if guest.member == 1 { 0 } else { notes }\" } }", 0),
    ] {
        assert_eq!(leaks(&format!("{all} {answer}"), OWNED), leaked, "{answer}");
    }
    let copy = format!("{find} {{ let = {{ a = \"note\", b = \"a.text + 1\" }} }}");
    assert_eq!(leaks(&format!("{copy}, {{ answer = {{ b = \"b\" }} }}"), OWNED), 1);
    let counted = "{ count = \"notes\", as = \"many\" }, { answer = { many = \"many\" } }";
    assert_eq!(leaks(counted, OWNED), 0, "a number says nothing of any one of them");
    let new = "{ put = { notes = { member = 2, text = '\"new\"' } }, as = \"new\" }, { answer = { id = \"new.id\" } }";
    assert_eq!(leaks(new, OWNED), 1);
}

#[test]
fn whoever_asks_whose_it_is_leaks_nothing() {
    let recipe = "{ find = \"notes\", where = { id = \"order.note\" }, as = \"note\" }, \
                  { require = \"note.member == guest.wristband\" }, { answer = { text = \"note.text\" } }";
    let safe = notes(recipe, "owner = \"member\"");
    assert_eq!(outcome(&safe, "refused.not_allowed"), 10);
    assert_eq!(count(&safe, "security.leaked_rows"), 0);
    let mine = notes(&recipe.replace("order.note", "1"), "owner = \"member\"");
    assert_eq!((count(&mine, "orders.served"), count(&mine, "security.leaked_rows")), (10, 0));
    let unread = recipe.replace("{ require = \"note.member == guest.wristband\" },", "");
    let unread = format!("{unread}, {{ require = \"false\" }}");
    assert_eq!(count(&notes(&unread, "owner = \"member\""), "security.leaked_rows"), 0);
}

/// Ten guests who say a note, which a careless recipe pastes; three members.
fn pasted(note: &str, recipe: &str, neutralises: &str) -> Value {
    let scenario = format!(
        "title = \"T\"\nduration = \"10s\"\n[menu.it]\nasks = [\"email\"]\nrecipe = [\n{recipe}\n]\n\
         [dining_room.web]\nattacker = true\narrivals = {{ every = \"1s\" }}\npeople = [{{ id = 1 }}]\n\
         [dining_room.web.says]\nemail = '{note}'\npassword = '\"?\"'\n\
         [waiter]\nneutralises = \"{neutralises}\"\n\
         [pantry.main.shelf.members]\nindex = [\"email\"]\nrows = [\n\
         {{ id = 1, email = \"ada\", password = \"x\" }}, {{ id = 2, email = \"bela\", password = \"y\" }},\n\
         {{ id = 3, email = \"o\\\"hara\", password = \"z\" }},\n]\n"
    );
    report(&scenario, 1, &[])
}

#[test]
fn a_hostile_note_says_more_than_a_value_unless_it_is_disarmed() {
    let counted = |found: u32| {
        format!(
            "{{ count = \"members\", where = {{ email = \"order.email\" }}, pasted = true, as = \"n\" }},\n\
             {{ require = \"n == {found}\" }},"
        )
    };
    // What is said, whom that finds where it is disarmed and where not, and how many rows are read.
    for (note, on, off) in [
        (r#""ada""#, (1, 1), (1, 1)),
        (r#""x\" || email != \"""#, (0, 0), (3, 3)),
        (r#""ada\" || true // ""#, (0, 0), (3, 3)),
        (r#""x\" || id == 2 || email == \"ada""#, (0, 0), (2, 3)),
        (r#""o\"hara""#, (1, 1), (0, 0)),
    ] {
        for (neutralises, (found, read)) in [("on", on), ("off", off)] {
            let report = pasted(note, &counted(found), neutralises);
            if found == 0 && neutralises == "off" {
                assert_eq!(outcome(&report, "failed.crashed"), 10, "{note}");
                continue;
            }
            assert_eq!(count(&report, "orders.served"), 10, "{note} {neutralises}");
            assert_eq!(count(&report, "rows.read"), 10 * read, "{note} {neutralises}");
        }
        // Handed over as a value it never is anything else.
        let value = counted(on.0).replace("pasted = true, ", "");
        assert_eq!(count(&pasted(note, &value, "off"), "orders.served"), 10, "{note}");
    }
}

#[test]
fn a_hostile_note_gets_in_without_a_password() {
    let login = "{ find = \"members\", where = { email = \"order.email\", password = \"order.password\" }, pasted = true, \
                 as = \"member\", or = \"who are you\" },\n{ wristband = \"member.id\" },";
    let note = r#""ada\" || true // ""#;
    assert_eq!(count(&pasted(note, login, "off"), "security.break_ins"), 10);
    let disarmed = pasted(note, login, "on");
    assert_eq!(
        (count(&disarmed, "security.break_ins"), count(&disarmed, "security.wrong")),
        (0, 10)
    );
    let login = login.replace("order.email", "said");
    let kept = format!("{{ let = {{ said = \"order.email\" }} }},\n{login}");
    assert_eq!(count(&pasted(note, &kept, "on"), "security.break_ins"), 0, "under another name");
}

#[test]
fn what_cannot_be_pasted_is_a_finding() {
    let scenario = |step: &str| {
        format!(
            "title = \"T\"\nduration = \"10s\"\n[menu.it]\nrecipe = [{step}]\n[dining_room.web]\narrivals = \"1/s\"\n\
             [pantry.main.shelf.members]\nrows = [{{ id = 1, nothing = \"x\" }}]\n"
        )
    };
    let all = finding(&scenario("{ count = \"members\", pasted = true }"));
    assert_mentions(&all, &["nothing is looked for that could be pasted", "add where"]);
    let word = finding(&scenario("{ count = \"members\", where = { id = 1 }, pasted = \"yes\" }"));
    assert_mentions(&word, &["write true or false"]);
    let name = "{ count = \"members\", where = { nothing = 1 }, pasted = true }";
    assert_mentions(&finding(&scenario(name)), &["the field nothing means something else"]);
}

/// Members log in by names that are all different; a spy listens from the tenth second on.
fn spied(room: &str, spy: &str, more: &str) -> String {
    format!(
        "title = \"T\"\nduration = \"60s\"\n[menu.login]\nasks = [\"email\", \"password\"]\nrecipe = [\n\
         {{ find = \"members\", where = {{ email = \"order.email\" }}, as = \"member\", or = \"who are you\" }},\n\
         {{ require = \"order.password == member.password\", or = \"who are you\" }},\n\
         {{ wristband = \"member.id\" }},\n]\n\
         [dining_room.web]\narrivals = {{ every = \"4s\" }}\n{room}\npeople = {{ count = 50, email = \"m{{n}}\", password = \"secret {{n}}\" }}\n\
         says = {{ email = \"guest.email\", password = \"guest.password\" }}\n\
         [dining_room.spy]\nattacker = true\narrivals = {{ steps = [[\"10s\", \"30/min\"]] }}\npeople = [{{ id = 1 }}]\n{spy}\n\
         says = {{ email = \"overheard.email\", password = \"overheard.password\" }}\n\
         [pantry.main.shelf.members]\nrows = {{ count = 50, id = \"{{n}}\", email = \"m{{n}}\", password = \"secret {{n}}\" }}\n{more}"
    )
}

#[test]
fn what_is_overheard_can_be_said_again() {
    const LISTENS: &str = "overhears = \"web\"";
    let open = report(&spied("", LISTENS, ""), 1, &[]);
    assert_eq!(count(&open, "security.overheard"), 15);
    let tries = count(&open, "dining_room.spy.orders.placed");
    assert!(tries > 10 && count(&open, "security.break_ins") == tries, "{tries}");
    assert_eq!(count(&open, "security.logins"), 15 + tries);

    let sealed = report(&spied("sealed = true", LISTENS, ""), 1, &[]);
    assert_eq!(count(&sealed, "security.overheard"), 0);
    assert_eq!(count(&sealed, "security.break_ins"), 0);
    assert_eq!(count(&sealed, "dining_room.spy.outcomes.refused.malformed"), tries);
    assert_eq!(count(&sealed, "dining_room.web.orders.served"), 15, "the same guests");

    // What was heard before is known for ever.
    let late = "[[timeline]]\nat = \"9s\"\nset = { \"dining_room.web.sealed\" = true }";
    let late = report(&spied("", LISTENS, late), 1, &[]);
    assert_eq!(count(&late, "security.overheard"), 3);
    assert_eq!(count(&late, "security.break_ins"), tries);
    let nobody = report(&spied("distance = \"2m\"", LISTENS, ""), 1, &[]);
    assert_eq!(count(&nobody, "security.break_ins"), 0, "nothing was said yet");
}

#[test]
fn nobody_overhears_what_is_not_listened_to() {
    let deaf = finding(&spied("", "", ""));
    assert_mentions(&deaf, &["nothing is called overheard here"]);
    let unknown = finding(&spied("", "overhears = \"wep\"", ""));
    assert_mentions(&unknown, &["wep", "web"]);
}
