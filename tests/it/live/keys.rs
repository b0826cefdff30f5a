//! Every key of the table, pressed in a terminal: each does what the table says.

use super::seat::Seat;
use crate::support::Folder;
use boh::dashboard::keymap::KEYS;
use crossterm::event::KeyCode::{
    self, BackTab, Char, Down, Enter, Esc, F, Left, PageDown, PageUp, Right, Tab, Up,
};
use std::collections::BTreeSet;

/// Somebody who presses keys of the table, and notes which.
struct Player {
    seat: Seat,
    pressed: BTreeSet<(String, String)>,
}

impl Player {
    fn sits(args: &[&str]) -> Player {
        Player { seat: Seat::take(args, (120, 40), &[]), pressed: BTreeSet::new() }
    }

    /// Sits down at the lesson.
    fn opens(command: &str, folder: &Folder) -> Player {
        let file = folder.file("keys.md", LESSON);
        let state = [("XDG_STATE_HOME", folder.path().to_str().unwrap())];
        let seat = Seat::take(&[command, file.to_str().unwrap()], (120, 40), &state);
        seat.sees("The first line");
        Player { seat, pressed: BTreeSet::new() }
    }

    /// Presses a key of the table, by the id of its words.
    fn press(&mut self, id: &str, key: KeyCode) -> &Seat {
        let id = format!("key.{id}");
        let is_it = |id: &str| KEYS.iter().any(|known| known.id == id && known.keys.contains(&key));
        assert!(is_it(&id), "no {key:?} for {id}");
        self.seat.press(&bytes(key));
        self.pressed.insert((id, format!("{key:?}")));
        &self.seat
    }

    /// Presses a key that changes something on the screen.
    fn changes(&mut self, id: &str, key: KeyCode) {
        let before = self.seat.screen();
        self.press(id, key).changes_from(&before);
    }

    /// Presses a key that shows something.
    fn shows(&mut self, id: &str, key: KeyCode, text: &str) {
        self.press(id, key).sees(text);
    }

    /// Presses a key that takes something off the screen.
    fn hides(&mut self, id: &str, key: KeyCode, text: &str) {
        self.press(id, key).sees_no_more(text);
    }
}

/// Returns the time in the first line of the screen.
fn clock(screen: &str) -> String {
    let first = screen.lines().next().unwrap();
    first.split(' ').find(|word| word.contains(':')).unwrap().to_owned()
}

/// Returns what a terminal sends for a key.
fn bytes(key: KeyCode) -> String {
    match key {
        Char(letter) => letter.to_string(),
        Enter => "\r".to_owned(),
        Esc => "\x1b".to_owned(),
        Tab => "\t".to_owned(),
        BackTab => "\x1b[Z".to_owned(),
        Up => "\x1b[A".to_owned(),
        Down => "\x1b[B".to_owned(),
        Right => "\x1b[C".to_owned(),
        Left => "\x1b[D".to_owned(),
        PageUp => "\x1b[5~".to_owned(),
        PageDown => "\x1b[6~".to_owned(),
        F(1) => "\x1bOP".to_owned(),
        other => panic!("nobody knows what a terminal sends for {other:?}"),
    }
}

const HELP: &str = "with the report of what was seen";
const KNOBS: &str = "What can be turned";
const LIFE: &str = "The life of";
const CHECK: &str = "What would help?";

#[test]
fn every_key_of_the_table_does_something() {
    let mut pressed = chooses();
    pressed.extend(plays());
    pressed.extend(closes());
    pressed.extend(learns());
    pressed.extend(presents());
    pressed.extend(writes());
    let all = KEYS.iter().flat_map(|binding| {
        binding.keys.iter().map(|key| (binding.id.to_owned(), format!("{key:?}")))
    });
    let missing: Vec<_> = all.filter(|key| !pressed.contains(key)).collect();
    assert!(missing.is_empty(), "nobody has pressed {missing:?}");
}

fn chooses() -> BTreeSet<(String, String)> {
    let mut player = Player::sits(&[]);
    player.seat.sees("Enter: order something");
    player.shows("move", Down, "Enter: all lessons");
    player.shows("move", Up, "Enter: order something");
    player.shows("move", Down, "Enter: all lessons");
    player.shows("move", Down, "boh run first-order");
    player.shows("help", Char('?'), "go up and down");
    player.hides("close", Esc, "go up and down");
    player.shows("choose", Enter, "waiter = API");
    player.seat.quits("q");
    player.pressed
}

/// A day that is long enough for whoever has to be slow.
const DAY: &[&str] = &["run", "slow-pantry", "--duration", "20h", "--speed", "600"];

fn plays() -> BTreeSet<(String, String)> {
    let mut player = Player::sits(DAY);
    player.seat.sees("Short of hatches");
    player.shows("pause", Char(' '), "paused");
    speeds(&mut player);
    looks(&mut player);
    panels(&mut player);
    lists(&mut player);
    futures(&mut player);
    player.press("mouse", Char('m')).catches_the_mouse();
    player.shows("restart", Char('R'), " 00:00 ");
    player.press("quit", Char('q'));
    player.seat.ends();
    player.pressed
}

/// At closing time one sees what came of the day, and nothing but going back is left.
fn closes() -> BTreeSet<(String, String)> {
    const CARD: &str = "╭─ Closing time";
    let mut player = Player::sits(&["run", "first-order", "--duration", "5s", "--speed", "1"]);
    player.seat.sees(CARD);
    player.seat.press("k");
    player.seat.sees("one can only go back");
    player.hides("time.back", Left, CARD);
    player.seat.quits("q");
    player.pressed
}

/// A lesson of a single page with a question of nine choices, and a goal.
const LESSON: &str = include_str!("keys.md");

fn learns() -> BTreeSet<(String, String)> {
    let folder = Folder::new();
    let mut player = Player::opens("learn", &folder);
    player.shows("leaf", PageDown, "The last line");
    player.shows("leaf", PageUp, "The first line");
    player.hides("answer.move", Down, "The first line");
    player.shows("answer.move", Up, "The first line");
    player.hides("text", Char('e'), "waiters");
    player.shows("text", Char('e'), "waiters");
    player.shows("text", Char('e'), "The first line");
    for number in '1'..='9' {
        player.shows("answer.number", Char(number), &format!("▸ {number} "));
    }
    player.shows("answer", Enter, "Now see: it runs until");
    player.shows("try", Char(' '), "paused");
    player.shows("next", Char('n'), "Right.");
    player.shows("next", Char('n'), "Your goal");
    player.shows("hint", Char('h'), "Hint 1: one more");
    player.shows("turn.allowed", Char('k'), KNOBS);
    player.hides("close", Esc, KNOBS);
    player.shows("judge", Char('c'), "Not reached yet");
    player.hides("again", Char('x'), "Not reached yet");
    player.shows("play", Char('i'), "You play freely");
    player.hides("play", Char('i'), "You play freely");
    player.shows("list", Char('l'), "All lessons");
    player.hides("list.close", Char('l'), "All lessons");
    player.shows("panel.next", Tab, "[2] Charts");
    player.press("panel.next", BackTab);
    player.press("quit", Char('q'));
    player.seat.ends();
    player.pressed
}

fn presents() -> BTreeSet<(String, String)> {
    const QUESTION: &str = "How many orders will be served?";
    let folder = Folder::new();
    let mut player = Player::opens("present", &folder);
    player.hides("slides.move", Down, "The first line");
    player.shows("slides.move", Up, "The first line");
    for (on, back) in [(Char(' '), Left), (Right, Char('p')), (Char('n'), PageUp)] {
        player.shows("slides.next", on, "The last line");
        player.shows("slides.next", PageDown, QUESTION);
        player.shows("slides.back", back, "The first line");
    }
    player.shows("slides.jump", Char('g'), "Go to slide");
    player.seat.press("2\r");
    player.seat.sees(QUESTION);
    for number in '1'..='9' {
        player.shows("slides.hands", Char(number), &format!(" {number}\n"));
        player.changes("slides.enter", Enter);
    }
    player.changes("slides.move", Up);
    player.shows("slides.hands", Char('0'), " 0\n");
    for on in [Right, Char('n'), PageDown] {
        player.press("slides.jump", Char('g')).sees("Go to slide");
        player.seat.press("3\r");
        player.seat.sees("You may turn");
        player.shows("slides.skip", on, "A solution: pantry.main.hatches = 2");
        player.shows("slides.skip", on, "The goal is reached.");
    }
    player.shows("again", Char('x'), "You may turn");
    player.shows("slides.run", Char(' '), "▶");
    player.shows("slides.run", Char(' '), "paused");
    player.hides("slides.big", Char('P'), "kitchen = backend");
    player.shows("slides.big", Char('P'), "kitchen = backend");
    player.press("quit", Char('q'));
    player.seat.ends();
    player.pressed
}

/// The same lesson, as somebody writes it.
fn writes() -> BTreeSet<(String, String)> {
    let folder = Folder::new();
    let file = folder.file("keys.md", LESSON);
    let mut player = Player::sits(&["learn", file.to_str().unwrap(), "--watch"]);
    player.seat.sees("The first line");
    player.shows("leap", Char(']'), "Your goal");
    player.shows("leap", Char('['), "How many orders will be served?");
    player.shows("reread", Char('r'), "nothing has changed");
    player.shows("findings", Char('w'), "nothing to mend");
    player.press("quit", Char('q'));
    player.seat.ends();
    player.pressed
}

fn speeds(player: &mut Player) {
    player.shows("speed", Char('+'), " 1000x ");
    player.shows("speed", Char('-'), " 500x ");
    player.shows("speed", Char('='), " 1000x ");
    player.shows("pace", Char('M'), "as fast as it can");
    player.hides("pace", Char('0'), "as fast as it can");
    let now = clock(&player.seat.screen());
    player.hides("time", Left, &now);
    player.shows("time", Right, &now);
    // Not everything that happens is seen.
    let before = player.seat.screen();
    for _ in 0..20 {
        player.press("event", Char('.'));
    }
    player.seat.changes_from(&before);
}

fn looks(player: &mut Player) {
    player.shows("wall", Char('b'), "behind this wall");
    player.hides("wall", Char('b'), "behind this wall");
    for text in ["backend = kitchen", "kitchen = backend", "engine =", "backstage =", "guests ="] {
        player.shows("lens", Char('t'), text);
    }
    player.hides("big", Char('p'), "kitchen = backend");
    player.shows("small", Char('p'), "kitchen = backend");
    player.shows("help", F(1), HELP);
    player.hides("close", Esc, HELP);
    // The part that is chosen explains itself; the last one is the pantry.
    player.press("part", Up);
    player.shows("help", Char('?'), "╭─ pantry");
    player.hides("close", Esc, "╭─ pantry");
    player.press("part", Down);
    player.shows("details", Enter, "The menu in web");
    player.shows("place", Enter, LIFE);
    // What is said is known once it goes on.
    player.hides("pause", Char(' '), "paused");
    player.seat.sees("The guest says");
    player.shows("pause", Char(' '), "paused");
    player.shows("see", Enter, "What the guest of order");
    player.hides("close", Esc, "What the guest of order");
    player.changes("follow", Char('o'));
    player.hides("close", Esc, LIFE);
    player.shows("follow", Char('o'), LIFE);
    player.hides("close", Esc, LIFE);
}

fn panels(player: &mut Player) {
    const LAST: &str = "[9] Timeline";
    for number in ['1', '2', '3'] {
        player.shows("panel", Char('9'), LAST);
        player.hides("panel", Char(number), LAST);
    }
    for (number, title) in [('4', "Dials"), ('5', "Chefs"), ('6', "Guests"), ('8', "Places")] {
        player.shows("panel", Char(number), &format!("[{number}] {title}"));
    }
    player.shows("panel", Char('7'), "[7] Where the time goes");
    player.hides("zoom", Char('e'), "[2] Charts");
    player.shows("leave", Esc, "[2] Charts");
    player.shows("panel", Tab, "[8] Places");
    player.shows("panel", BackTab, "[7] Where the time goes");
    player.shows("filter", Char('/'), "[4] Dials");
    player.seat.press("latency.p95\r");
    player.seat.sees_no_more("orders.placed ");
    player.shows("leave", Esc, "orders.placed ");
    player.press("panel", Char('1'));
}

fn lists(player: &mut Player) {
    player.shows("knobs", Char('k'), KNOBS);
    player.seat.press("chefs");
    player.seat.sees("kitchen.main.chefs");
    player.press("turn", Enter);
    player.seat.press("7\r");
    player.seat.sees("kitchen.main.chefs is now 7");
    player.shows("check", Char('d'), CHECK);
    player.seat.sees("Best for its cost: pantry.main.hatches = 2");
    player.shows("remedy.fork", Char('f'), "two futures");
    player.hides("fork", Char('f'), "two futures");
    player.shows("check", Char('d'), CHECK);
    player.seat.sees("Best for its cost: pantry.main.hatches = 3");
    player.shows("remedy", Enter, "pantry.main.hatches is now 3");
}

fn futures(player: &mut Player) {
    player.shows("fork", Char('f'), "two futures");
    player.hides("fork", Char('f'), "two futures");
    player.changes("branch", Char('['));
    player.changes("branch", Char(']'));
}
