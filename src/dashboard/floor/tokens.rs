//! Orders as tokens: a ticket on its way in, a plate on its way out.

use super::ground::Ground;
use super::mood::Mood;
use super::motion::{Point, Whose};
use super::{Picture, Seen, Sites, kitchen, waiter};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{LetterAt, Phase};
use crate::text::safe_text::safe_short;
use ratatui::layout::Rect;

/// With more orders than this, tokens have no names.
const MOST_NAMES: usize = 6;
/// The most cells of a token with a name.
const NAME: usize = 8;
/// A token with fewer cells than this says no name that is not as short.
const FEWEST: usize = 6;

/// Where an order is.
struct Spot {
    at: Point,
    /// Whether it is drawn even while it rests there.
    rests: bool,
    /// So many cells are free there; none: as many as it wants.
    room: Option<u16>,
    /// The column where the frame ends on which it is drawn; none: it is on none.
    frame: Option<u16>,
}

impl Spot {
    fn new(at: Point, rests: bool) -> Spot {
        Spot { at, rests, room: None, frame: None }
    }
}

/// An order on the floor.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Whose it is.
    pub whose: Whose,
    /// Where it belongs.
    pub at: Point,
    /// In which phase it is.
    pub phase: Phase,
    /// Whether it is drawn even where it rests: elsewhere its part draws it.
    rests: bool,
    /// The column where the frame ends on which it rests; none: it rests on none.
    frame: Option<u16>,
    text: String,
    role: Role,
}

/// Finds a place for every order that can be seen.
pub fn tokens(picture: &Picture<'_>, sites: &Sites) -> Vec<Token> {
    let named = picture.orders.len() <= MOST_NAMES;
    let hands = hands(picture, sites);
    let mut used: Vec<Point> = Vec::new();
    let mut tokens = Vec::new();
    let is_about =
        |order: &&Seen| !order.waits_for_errands && order.letter != Some(LetterAt::Outbox);
    for order in picture.orders.iter().filter(is_about) {
        let long = text(order, if named { NAME } else { 0 }, picture);
        let Some(Spot { mut at, rests, room, frame }) =
            spot(order, cells(&long), &hands, picture, sites)
        else {
            continue;
        };
        let text = match room {
            Some(room) if room < cells(&long) => text(order, room.into(), picture),
            _ => long,
        };
        // Tokens that would cover each other stand one above the other.
        while rests && named && frame.is_none() && used.contains(&at) && at.1 > 0 {
            at.1 -= 1;
        }
        used.push(at);
        let role =
            if is_plate(order.phase) { Role::Plate } else { Mood::of(order, picture).role() };
        let whose = (order.number, order.slot);
        tokens.push(Token { whose, at, phase: order.phase, rests, frame, text, role });
    }
    tokens
}

/// Draws the tokens.
pub fn draw(canvas: &mut Canvas<'_>, sites: &Sites, picture: &Picture<'_>) {
    for room in &sites.rooms {
        let (there, back) = lanes(*room);
        let sign = canvas.theme.sign("·", ".");
        let width = sites.lane.width.saturating_sub(1);
        for y in [there, back] {
            canvas.line((sites.lane.x, y), width, sign, Role::Quiet);
        }
        let end = (sites.lane.x + width).saturating_sub(1);
        canvas.text(end, there, canvas.theme.sign("▸", ">"), Role::Quiet);
        canvas.text(sites.lane.x, back, canvas.theme.sign("◂", "<"), Role::Quiet);
    }
    let mut ground = Ground::of(canvas, sites);
    for (token, count) in merged(tokens(picture, sites), picture) {
        let moves = picture.motion.is_moving(token.whose);
        if !token.rests && !moves {
            continue;
        }
        let at = picture.motion.of(token.whose, token.at);
        if picture.wall && at.0 >= sites.wall.x {
            continue;
        }
        // Where there is no room for its name, a sign may do.
        let small = sign(is_plate(token.phase), picture.unicode);
        for text in [token.text.as_str(), small] {
            let text = times(text, count, picture.unicode);
            let wide = cells(&text);
            let place = match token.frame.filter(|_| !moves) {
                Some(end) => ground.take_edge(at, wide, end),
                None => ground.place(at, (wide, cells(&token.text))),
            };
            if let Some((x, y)) = place {
                canvas.text(x, y, &text, token.role);
                break;
            }
        }
    }
}

/// Of those that rest on the same frame and look alike one is drawn, with how many they are.
fn merged(tokens: Vec<Token>, picture: &Picture<'_>) -> Vec<(Token, usize)> {
    let mut all: Vec<(Token, usize)> = Vec::new();
    let looks = |token: &Token| (token.at, token.frame, token.text.clone(), token.role);
    for token in tokens {
        let rests = |token: &Token| token.frame.is_some() && !picture.motion.is_moving(token.whose);
        let alike =
            |known: &&mut (Token, usize)| rests(&known.0) && looks(&known.0) == looks(&token);
        match all.iter_mut().find(alike).filter(|_| rests(&token)) {
            Some((_, count)) => *count += 1,
            None => all.push((token, 1)),
        }
    }
    all
}

/// Writes into a token how many it stands for.
fn times(text: &str, count: usize, unicode: bool) -> String {
    if count == 1 {
        return text.to_owned();
    }
    let sign = if unicode { "×" } else { "x" };
    match text.strip_suffix([']', ')']) {
        Some(open) => format!("{open} {sign}{count}{}", &text[open.len()..]),
        None => format!("{text}{sign}{count}"),
    }
}

/// Returns what a token is drawn as that says no name.
fn sign(is_plate: bool, unicode: bool) -> &'static str {
    match (is_plate, unicode) {
        (true, true) => "●",
        (true, false) => "o",
        (false, true) => "▪",
        (false, false) => "*",
    }
}

/// Returns the rows in which orders come from a dining room and plates go back to it.
fn lanes(room: Rect) -> (u16, u16) {
    let middle = room.y + room.height / 2;
    (middle.saturating_sub(1).max(room.y), middle + 1)
}

fn is_plate(phase: Phase) -> bool {
    matches!(phase, Phase::PassWait | Phase::Serving | Phase::WalkingOut | Phase::Displaying)
}

/// Returns a token with as much of the name of its dish as there is room for.
fn text(order: &Seen, room: usize, picture: &Picture<'_>) -> String {
    if order.letter.is_some() {
        return if picture.unicode { "▤" } else { "=" }.to_owned();
    }
    let plate = is_plate(order.phase);
    let dish = picture.dish(order.dish);
    if room < FEWEST.min(usize::from(cells(dish)) + 2) {
        return sign(plate, picture.unicode).to_owned();
    }
    let name = safe_short(dish, room.min(NAME) - 2);
    if plate { format!("({name})") } else { format!("[{name}]") }
}

/// Returns where an order is, and whether it is drawn there.
fn spot(
    order: &Seen,
    wide: u16,
    hands: &[Option<Hands>],
    picture: &Picture<'_>,
    sites: &Sites,
) -> Option<Spot> {
    let room = sites.rooms.get(order.room)?;
    let (there, back) = lanes(*room);
    let way = sites.lane.width.saturating_sub(wide + 1);
    let done = order.done(picture.now()).unwrap_or(0.5);
    let along = |share: f64| sites.lane.x + (f64::from(way) * share).round() as u16;
    match order.phase {
        Phase::WalkingIn | Phase::WalkingOut if order.kitchen.is_some() => {
            let (_, place) = sites.kitchen(order.kitchen?)?;
            let at = (sites.wall.x.saturating_sub(wide / 2), place.y + place.height / 2);
            Some(Spot::new(at, true))
        }
        Phase::WalkingIn => Some(Spot::new((along(done), there), true)),
        Phase::WalkingOut => Some(Spot::new((along(1.0 - done), back), true)),
        Phase::Displaying => Some(Spot::new((room.x + 1, back), false)),
        Phase::WaiterWait | Phase::Ordering | Phase::PassWait | Phase::Serving => {
            at_waiter(order, wide, picture, sites)
        }
        Phase::HatchWait | Phase::InPantry | Phase::LockWait => {
            let pantry = sites.pantries.get(order.pantry?)?;
            Some(in_frame(*pantry, picture))
        }
        Phase::PartnerWait => {
            let partner = sites.partners.get(order.partner?)?;
            Some(in_frame(*partner, picture))
        }
        _ => in_kitchen(order, hands),
    }
}

/// On the lower edge of a frame, where nothing else is.
fn in_frame(frame: Rect, picture: &Picture<'_>) -> Spot {
    let at = (frame.x + 2, frame.bottom().saturating_sub(1));
    let rests = picture.orders.len() <= MOST_NAMES;
    Spot { at, rests, room: Some(frame.width.saturating_sub(4)), frame: Some(frame.right()) }
}

/// Beside a waiter or, if there is no room for all of it, above.
fn at_waiter(order: &Seen, long: u16, picture: &Picture<'_>, sites: &Sites) -> Option<Spot> {
    let area = sites.waiter?;
    let group = waiter::group((area.width, area.height), picture);
    let works = |other: &&Seen| matches!(other.phase, Phase::Ordering | Phase::Serving);
    let at = picture.orders.iter().filter(works).position(|other| other == order);
    let place = group
        .zip(at)
        .and_then(|(group, at)| Some((*group.places.get(at)?, group.size, group.wide)));
    Some(match place {
        Some(((x, y), size, column)) => {
            let (wide, high) = size.cells();
            let beside = column.saturating_sub(wide + 1);
            // Above them is a row of their own, below the heading.
            if long <= beside || y < 3 {
                let at = (area.x + x + wide, area.y + y + high / 2);
                Spot { room: Some(beside), ..Spot::new(at, true) }
            } else {
                let at = (area.x + x, area.y + y - 1);
                Spot { room: Some(column.saturating_sub(1)), ..Spot::new(at, true) }
            }
        }
        None => Spot::new((area.x, area.bottom().saturating_sub(1)), false),
    })
}

/// Where the chefs of a kitchen are, and what they have in hand.
struct Hands {
    lanes: Vec<Option<u32>>,
    places: Vec<Point>,
    /// Whether they are drawn so large that what is in their hands stands beside them.
    are_figures: bool,
    /// So many cells are free beside each.
    beside: u16,
    rail: Point,
}

/// Finds the chefs of each copy of a kitchen that is shown.
fn hands(picture: &Picture<'_>, sites: &Sites) -> Vec<Option<Hands>> {
    let of = |number: usize| {
        let (alone, place) = sites.kitchen(number)?;
        let (places, beside) = kitchen::places(place, number, alone, picture);
        let lanes = picture.lanes(number).iter().map(|lane| lane.map(|order| order.slot)).collect();
        let rail = (place.x + 6, place.y + u16::from(!alone));
        let are_figures = beside.is_some();
        Some(Hands { lanes, places, are_figures, beside: beside.unwrap_or(0), rail })
    };
    (0..picture.floor.scene.kitchens.len()).map(of).collect()
}

fn in_kitchen(order: &Seen, hands: &[Option<Hands>]) -> Option<Spot> {
    let hands = hands.get(order.kitchen?)?.as_ref()?;
    let lane = hands.lanes.iter().position(|lane| *lane == Some(order.slot));
    Some(match lane.and_then(|lane| hands.places.get(lane)) {
        Some(at) => Spot { room: Some(hands.beside), ..Spot::new(*at, hands.are_figures) },
        None => Spot::new(hands.rail, false),
    })
}
