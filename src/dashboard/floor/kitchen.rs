//! A kitchen: its rail with tickets, and its chefs with what they do and how far they are.

use super::figures::{self, Group, Person, Size};
use super::mood::Mood;
use super::motion::Point;
use super::power::why_off;
use super::{Part, Picture, Seen, count, meaning, queue};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::panels::Texture;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{KitchenScene, Phase, Stage};
use ratatui::layout::Rect;

/// The cells beside a chef drawn as a figure, and below.
const AROUND: (u16, u16) = (9, 2);
/// More chefs than this are drawn as lines.
const MOST_FIGURES: usize = 6;
/// The fewest cells of a chef drawn as a line.
const LINE: u16 = 15;

/// Returns the id of the short words for what is done in a phase.
pub fn does(phase: Phase) -> &'static str {
    match phase {
        Phase::WalkingIn => "does.walking_in",
        Phase::WaterWait => "does.water_wait",
        Phase::WaiterWait => "does.waiter_wait",
        Phase::Ordering => "does.ordering",
        Phase::RailWait => "does.rail_wait",
        Phase::WorktopWait => "does.worktop_wait",
        Phase::HandsWait => "does.hands_wait",
        Phase::Prep => "does.prep",
        Phase::BurnerWait => "does.burner_wait",
        Phase::Cooking => "does.cooking",
        Phase::HatchWait => "does.hatch_wait",
        Phase::InPantry => "does.in_pantry",
        Phase::LockWait => "does.lock_wait",
        Phase::PartnerWait => "does.partner_wait",
        Phase::PassWait => "does.pass_wait",
        Phase::Serving => "does.serving",
        Phase::WalkingOut => "does.walking_out",
        Phase::Displaying => "does.displaying",
    }
}

/// Returns the role in which a chef with such an order is drawn.
pub fn role(phase: Phase) -> Role {
    match phase {
        Phase::Prep => Role::Work,
        Phase::Cooking => Role::Fire,
        Phase::InPantry => Role::Plate,
        _ => Role::Wait,
    }
}

/// Draws a copy of a kitchen; `alone` says that its frame has its name already.
pub fn draw(canvas: &mut Canvas<'_>, number: usize, alone: bool, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.kitchens[number];
    let mut top = 0;
    if !alone && canvas.height() > 2 {
        title(canvas, number, picture);
        top = 1;
    }
    if let Some((text, role)) = nothing_to_see(scene, picture) {
        canvas.text_middle(canvas.height() / 2, &text, role);
        return;
    }
    rail(canvas, top, number, picture);
    let mut x = 0;
    for (note, role) in notes(number, picture) {
        x = canvas.text(x, top + 1, &note, role) + 2;
    }
    let place = room_for_chefs((canvas.width(), canvas.height()), number, alone, picture);
    chefs(&mut canvas.part(place), number, picture);
}

/// Returns why nothing is done in a copy, if nothing is.
fn nothing_to_see(scene: &KitchenScene, picture: &Picture<'_>) -> Option<(String, Role)> {
    let (id, role) = match scene.stage {
        Stage::Closed => ("part.copy_closed", Role::Idle),
        Stage::Opening if scene.in_hand == 0 => ("part.copy_opening", Role::Wait),
        _ if !scene.has_power => {
            let words = (picture.tongue, picture.figures());
            return Some(why_off(picture.floor, scene.building, words));
        }
        _ if !scene.is_open => ("part.closed", Role::Bad),
        _ => return None,
    };
    Some((picture.tongue.screen(id).to_owned(), role))
}

/// Lists what else is to be known of a kitchen: its fridge, chefs who are not there, orders that
/// nobody has in hand, partners that are not called.
fn notes(number: usize, picture: &Picture<'_>) -> Vec<(String, Role)> {
    let scene = &picture.floor.scene.kitchens[number];
    let told = |id: &str, n: u32| picture.tongue.shows(id, &[("n", count(n.into()))]);
    let mut notes = Vec::new();
    if let Some((lies, fits)) = scene.fridge {
        let word = picture.tongue.screen("part.fridge");
        notes.push((format!("{word} {lies}/{fits}"), Role::Plate));
    }
    if scene.resuming.len > 0 {
        notes.push((told("part.set_aside", scene.resuming.len), Role::Wait));
    }
    if scene.stage == Stage::Closing {
        notes.push((picture.tongue.screen("part.copy_closing").to_owned(), Role::Uneasy));
    }
    if scene.on_break > 0 {
        notes.push((told("part.on_break", scene.on_break), Role::Idle));
    }
    for partner in &scene.open_breakers {
        let name = picture.scenario.names().partners[*partner as usize].clone();
        let text = picture.tongue.shows("part.breaker", &[("partner", name)]);
        notes.push((text, Role::Uneasy));
    }
    notes
}

/// Returns the part of a kitchen's place in which its chefs are.
fn room_for_chefs(
    (width, height): (u16, u16),
    number: usize,
    alone: bool,
    picture: &Picture<'_>,
) -> Rect {
    let titled = u16::from(!alone && height > 2);
    let noted = u16::from(!notes(number, picture).is_empty());
    let top = titled + 1 + noted;
    Rect::new(0, top, width, height.saturating_sub(top))
}

/// Returns where the hands of the chefs are whose orders can be seen one by one, in the place of
/// their kitchen, and how many cells are free beside each if they are drawn as figures.
pub fn places(
    place: Rect,
    number: usize,
    alone: bool,
    picture: &Picture<'_>,
) -> (Vec<Point>, Option<u16>) {
    let inside = room_for_chefs((place.width, place.height), number, alone, picture);
    let lanes = picture.lanes(number);
    let seen = |point: &Point| (place.x + point.0, place.y + inside.y + point.1);
    match chefs_layout((inside.width, inside.height), number, lanes.len(), picture) {
        Layout::Figures(group) => {
            let (wide, high) = group.size.cells();
            let hands = group.places.iter().map(|(x, y)| seen(&(x + wide + 1, y + high / 2)));
            (hands.collect(), Some(group.wide.saturating_sub(wide + 2)))
        }
        Layout::Lines { across } => {
            let down = lanes.len().div_ceil(usize::from(across)).max(1) as u16;
            let width = inside.width / across;
            let lanes = 0..lanes.len() as u16;
            (lanes.map(|at| seen(&(at / down * width, at % down))).collect(), None)
        }
        Layout::Groups => (Vec::new(), None),
    }
}

/// How chefs are drawn.
enum Layout {
    Figures(Group),
    Lines { across: u16 },
    Groups,
}

/// Draws as large as there is room for all of them.
fn chefs_layout(size: (u16, u16), number: usize, lanes: usize, picture: &Picture<'_>) -> Layout {
    let scene = &picture.floor.scene.kitchens[number];
    let all = scene.chefs.map_or(lanes, |chefs| chefs as usize).max(lanes);
    if all == 0 || lanes < all {
        return Layout::Groups;
    }
    if all <= MOST_FIGURES
        && scene.juggles <= 1
        && let Some(group) = figures::group(size, all, AROUND)
    {
        return Layout::Figures(group);
    }
    // As few columns as there is height for: in wide ones the words are not cut.
    let most = usize::from((size.0 / LINE).max(1));
    let across = all.div_ceil(usize::from(size.1.max(1)));
    if across <= most && size.1 > 0 {
        return Layout::Lines { across: across as u16 };
    }
    Layout::Groups
}

fn title(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.kitchens[number];
    let name = &picture.scenario.names().kitchens[scene.kitchen as usize];
    let copies = picture.scenario.plan.kitchens[scene.kitchen as usize].copies;
    let copy = if copies > 1 { format!(" {}", scene.copy + 1) } else { String::new() };
    let word = picture.tongue.screen("part.kitchen");
    let is_alone = picture.floor.scene.kitchens.len() == 1;
    let own = if is_alone { String::new() } else { format!(" {name}{copy}") };
    let end = canvas.text(0, 0, &format!("{word}{own}"), Role::Name);
    if picture.chosen == Some(Part::Kitchen(number)) {
        canvas.mark((0, 0), end, Role::Chosen);
    }
    if let Some(meaning) = meaning(picture.tongue, "part.kitchen")
        && end + 3 + cells(&meaning) <= canvas.width()
    {
        canvas.text(end + 1, 0, &format!("= {meaning}"), Role::Meaning);
    }
}

/// Draws the rail: a ticket for each order that waits, the next one first, and the age of the oldest.
fn rail(canvas: &mut Canvas<'_>, y: u16, number: usize, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.kitchens[number];
    let capacity = scene.rail_capacity.map(u64::from);
    let x = canvas.text(0, y, picture.tongue.screen("part.rail"), Role::Plain) + 1;
    let numbers = match capacity {
        Some(most) => format!("{}/{}", count(scene.rail.len.into()), count(most)),
        None => count(scene.rail.len.into()),
    };
    let numbers = if canvas.width() > 30 {
        format!("{numbers} {}", picture.tongue.screen("part.tickets"))
    } else {
        numbers
    };
    let is_full = capacity.is_some_and(|most| u64::from(scene.rail.len) >= most && most > 0);
    let hanging = picture
        .orders
        .iter()
        .filter(|order| order.phase == Phase::RailWait && order.kitchen == Some(number));
    let mut tickets: Vec<&Seen> = hanging.collect();
    tickets.sort_by_key(|order| order.entered);
    let oldest = tickets.first().map(|order| {
        let time = picture.figures().brief(order.stays(picture.now()));
        picture.tongue.shows("part.oldest", &[("time", time)])
    });
    let oldest = oldest.unwrap_or_default();
    let with_age = x + 6 + cells(&numbers) + 2 + cells(&oldest) <= canvas.width();
    let behind = cells(&numbers) + 1 + if with_age { cells(&oldest) + 1 } else { 0 };
    let room = canvas.width().saturating_sub(x + behind);
    let roles: Vec<Role> = tickets
        .iter()
        .map(|order| Mood::of(order, picture).role())
        .take(usize::from(room))
        .collect();
    let line = canvas.theme.sign("─", "-");
    canvas.line((x, y), room, line, Role::Quiet);
    queue(canvas, (x, y), room, &roles, scene.rail.len as usize);
    let end = canvas.text(x + room + 1, y, &numbers, if is_full { Role::Bad } else { Role::Plain });
    if with_age {
        canvas.text(end + 1, y, &oldest, Role::Quiet);
    }
}

/// Draws the chefs.
fn chefs(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let lanes = picture.lanes(number);
    let size = (canvas.width(), canvas.height());
    match chefs_layout(size, number, lanes.len(), picture) {
        Layout::Figures(group) => {
            for (place, lane) in group.places.iter().zip(&lanes) {
                figure(canvas, (*place, group.size), lane.as_ref(), picture);
            }
        }
        Layout::Lines { across } => lines(canvas, &lanes, across, picture),
        Layout::Groups => groups(canvas, number, picture),
    }
}

fn figure(
    canvas: &mut Canvas<'_>,
    ((x, y), size): (Point, Size),
    order: Option<&Seen>,
    picture: &Picture<'_>,
) {
    let role = order.map_or(Role::Idle, |order| role(order.phase));
    figures::draw(canvas, (x, y), (Person::Chef, size), role);
    let id = order.map_or("does.idle", |order| does(order.phase));
    let room = canvas.width().saturating_sub(x);
    let (wide, high) = size.cells();
    canvas.short((x, y + high), picture.tongue.screen(id), room, role);
    let worked_on = order.filter(|order| order.is_worked_on());
    if let Some(done) = worked_on.and_then(|order| order.done(picture.now())) {
        canvas.bar((x, y + high + 1), wide + 6, done, role);
    }
}

/// Draws a line for each chef, in columns.
fn lines(canvas: &mut Canvas<'_>, lanes: &[Option<Seen>], across: u16, picture: &Picture<'_>) {
    let down = lanes.len().div_ceil(usize::from(across)) as u16;
    let width = canvas.width() / across;
    let words = IN_HAND.iter().map(|phase| cells(picture.tongue.screen(does(*phase))));
    // Words are worth more than bars.
    let word_wide = words.max().unwrap_or(0).min(width.saturating_sub(4));
    let bar = width.saturating_sub(word_wide + 2).min(30);
    for (at, lane) in (0..).zip(lanes) {
        let (x, y) = (at / down * width, at % down);
        let Some(order) = lane else {
            canvas.bar((x, y), bar, 0.0, Role::Idle);
            canvas.short(
                (x + bar + 1, y),
                picture.tongue.screen("does.idle"),
                word_wide,
                Role::Idle,
            );
            continue;
        };
        let role = role(order.phase);
        match order.done(picture.now()).filter(|_| role != Role::Wait) {
            Some(done) => canvas.bar((x, y), bar, done, role),
            None => canvas.line((x, y), bar, Texture::Wait.drawn(canvas.theme), role),
        }
        canvas.short((x + bar + 1, y), picture.tongue.screen(does(order.phase)), word_wide, role);
    }
}

/// Draws how many chefs do what.
fn groups(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.kitchens[number];
    let all = scene.chefs.map_or(0, |chefs| chefs as usize);
    let theirs: Vec<&Seen> = picture
        .orders
        .iter()
        .filter(|order| order.kitchen == Some(number) && is_in_hand(order.phase))
        .collect();
    let in_hand = scene.in_hand as usize;
    let mut rows: Vec<(&'static str, Role, usize)> = Vec::new();
    for phase in IN_HAND {
        let seen = theirs.iter().filter(|order| order.phase == *phase).count();
        // Of a large kitchen only some orders are looked at; they stand for the others.
        let number = (seen * in_hand).checked_div(theirs.len()).unwrap_or(0);
        if number > 0 {
            rows.push((does(*phase), role(*phase), number));
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.2));
    if let Some(chefs) = scene.chefs {
        let idle = chefs.saturating_sub(scene.hands_taken) as usize;
        rows.push(("does.idle", Role::Idle, idle));
        let text = format!("{} {}", count(chefs.into()), picture.tongue.screen("part.chefs"));
        let has_room = canvas.height() as usize > rows.len();
        if has_room {
            canvas.text(0, 0, &text, Role::Plain);
        }
        let y = u16::from(has_room);
        let place = Rect::new(0, y, canvas.width(), canvas.height().saturating_sub(y));
        bars(&mut canvas.part(place), &rows, all.max(in_hand), picture);
        return;
    }
    bars(canvas, &rows, in_hand, picture);
}

fn bars(
    canvas: &mut Canvas<'_>,
    rows: &[(&'static str, Role, usize)],
    all: usize,
    picture: &Picture<'_>,
) {
    let longest = rows.iter().map(|row| cells(picture.tongue.screen(row.0))).max().unwrap_or(0);
    for (y, (id, role, number)) in (0..).zip(rows) {
        canvas.text(0, y, &format!("{:>4}", count(*number as u64)), Role::Plain);
        canvas.text(5, y, picture.tongue.screen(id), *role);
        let x = longest + 6;
        let room = canvas.width().saturating_sub(x);
        if room > 2 {
            canvas.bar((x, y), room, *number as f64 / all.max(1) as f64, *role);
        }
    }
}

/// What an order is in while it is in somebody's hands, or set aside.
const IN_HAND: &[Phase] = &[
    Phase::Prep,
    Phase::Cooking,
    Phase::BurnerWait,
    Phase::HatchWait,
    Phase::InPantry,
    Phase::LockWait,
    Phase::PartnerWait,
    Phase::WorktopWait,
    Phase::HandsWait,
];

/// Says whether somebody has an order in hand, or has set it aside.
pub fn is_in_hand(phase: Phase) -> bool {
    IN_HAND.contains(&phase)
}
