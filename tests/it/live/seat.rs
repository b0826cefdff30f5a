//! A seat in front of a terminal in which the real program runs.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Cell, Color, MouseProtocolMode, Parser, Screen};

/// Whoever has not seen something by then never will. It is only how long a failing test takes.
const NEVER: Duration = Duration::from_secs(120);

/// What has come from the program.
struct Seen {
    parser: Parser,
    bytes: Vec<u8>,
    is_over: bool,
    lets_go: bool,
}

/// A seat in front of a terminal.
pub(super) struct Seat {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    before: String,
}

/// Returns what starts the program in a terminal.
pub(super) fn boh() -> CommandBuilder {
    plain(env!("CARGO_BIN_EXE_boh").as_ref())
}

/// Returns what starts a program in a terminal.
pub(super) fn plain(program: &OsStr) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_remove("NO_COLOR");
    command.env_remove("LC_ALL");
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command
}

/// Returns how the terminal treats lines, echo and keys that are signals, where that can be asked.
#[cfg(unix)]
fn manners(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

#[cfg(not(unix))]
fn manners(_master: &dyn MasterPty) -> String {
    String::new()
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

fn size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Seat {
    /// Starts the program in a terminal of so many columns and rows.
    pub(super) fn take(args: &[&str], screen: (u16, u16), env: &[(&str, &str)]) -> Seat {
        let mut command = boh();
        command.args(args);
        for (name, value) in env {
            command.env(name, value);
        }
        Seat::of(command, screen)
    }

    /// Starts a program in a terminal of so many columns and rows.
    pub(super) fn of(command: CommandBuilder, screen: (u16, u16)) -> Seat {
        let pair = native_pty_system().openpty(size(screen)).unwrap();
        let before = manners(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = Parser::new(cells(screen.1), cells(screen.0), 0);
        let seen = Seen { parser, bytes: Vec::new(), is_over: false, lets_go: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let output = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let reader = thread::spawn({
            let seen = Arc::clone(&seen);
            move || read(output, &seen)
        });
        Seat {
            seen,
            master: Some(pair.master),
            keyboard: Some(keyboard),
            child,
            reader: Some(reader),
            before,
        }
    }

    /// Presses keys.
    pub(super) fn press(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub(super) fn resizes(&mut self, columns: u16, rows: u16) {
        let (most_rows, most_columns) = (cells(rows.max(1)), cells(columns.max(1)));
        let mut seen = self.seen.0.lock().unwrap();
        seen.parser.screen_mut().set_size(most_rows, most_columns);
        drop(seen);
        self.master.as_ref().unwrap().resize(size((columns, rows))).unwrap();
    }

    /// Waits until a text is on the screen.
    pub(super) fn sees(&self, text: &str) {
        self.waits(text, |screen| screen.contains(text));
    }

    /// Waits until something is so on the screen.
    pub(super) fn sees_that(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        self.waits(what, is_so);
    }

    /// Waits until a text is not on the screen.
    pub(super) fn sees_no_more(&self, text: &str) {
        self.waits(text, |screen| !screen.contains(text));
    }

    /// Waits until the screen is another than before.
    pub(super) fn changes_from(&self, before: &str) {
        self.waits("the screen to change", |screen| screen != before);
    }

    /// Waits until the terminal is as the shell left it.
    pub(super) fn gets_the_terminal_back(&self) {
        // What was entered last is left last but one; the cursor comes back after it.
        self.waits_for("the terminal to be given back", |screen| {
            let now = manners(self.master.as_deref().unwrap());
            !screen.alternate_screen() && !screen.hide_cursor() && now == self.before
        });
        assert_own(self.seen.0.lock().unwrap().parser.screen());
    }

    /// Waits until the mouse is caught.
    pub(super) fn catches_the_mouse(&self) {
        self.waits_for("the mouse to be caught", |screen| {
            screen.mouse_protocol_mode() != MouseProtocolMode::None
        });
    }

    /// Returns all that came from the program.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    fn waits(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        self.waits_for(what, |screen| is_so(&screen.contents()));
    }

    fn waits_for(&self, what: &str, is_so: impl Fn(&Screen) -> bool) {
        let (seen, changed) = &*self.seen;
        let begun = Instant::now();
        let mut seen = seen.lock().unwrap();
        loop {
            if is_so(seen.parser.screen()) {
                return;
            }
            let screen = seen.parser.screen().contents();
            let over = seen.is_over || begun.elapsed() > NEVER;
            assert!(!over, "waited for `{what}` in vain:\n{screen}");
            seen = changed.wait_timeout(seen, Duration::from_secs(1)).unwrap().0;
        }
    }

    /// Waits until so many bytes have come.
    #[cfg(unix)]
    pub(super) fn gets(&self, bytes: usize) {
        let (seen, changed) = &*self.seen;
        let seen = seen.lock().unwrap();
        let few = |seen: &mut Seen| seen.bytes.len() < bytes && !seen.is_over;
        let waited = changed.wait_timeout_while(seen, NEVER, few).unwrap();
        assert!(!waited.1.timed_out(), "waited for {bytes} bytes in vain");
    }

    /// Says whether the screen was never taken.
    #[cfg(unix)]
    pub(super) fn is_untouched(&self) -> bool {
        !self.bytes().windows(8).any(|part| part == b"\x1b[?1049h")
    }

    /// Returns what is on the screen.
    pub(super) fn screen(&self) -> String {
        self.seen.0.lock().unwrap().parser.screen().contents()
    }

    /// Returns how many cells of the screen have a colour.
    pub(super) fn colors(&self) -> usize {
        let seen = self.seen.0.lock().unwrap();
        let is_colored =
            |cell: &&Cell| cell.fgcolor() != Color::Default || cell.bgcolor() != Color::Default;
        cells_of(seen.parser.screen()).filter(is_colored).count()
    }

    /// Waits until every cell of the screen has this background.
    pub(super) fn stands_on(&self, background: Color) {
        self.waits_for("a background", |screen| {
            cells_of(screen).all(|cell| cell.bgcolor() == background)
        });
    }

    /// Says whether an escape sequence has come.
    pub(super) fn has_escapes(&self) -> bool {
        self.seen.0.lock().unwrap().bytes.contains(&0x1b)
    }

    /// Sends the program a signal.
    #[cfg(unix)]
    pub(super) fn signals(&self, signal: &str) {
        let id = self.child.process_id().unwrap();
        let kill = format!("kill -{signal} {id}");
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Presses a key and waits for the end.
    pub(super) fn quits(&mut self, key: &str) -> (String, u32) {
        self.press(key);
        self.ends()
    }

    /// Waits for the end: returns what was printed after the terminal was given back, and the exit
    /// code.
    pub(super) fn ends(&mut self) -> (String, u32) {
        let (text, code) = self.breaks();
        assert!(!text.contains("panicked"), "{text}");
        (text, code)
    }

    /// Waits for the end, be it a bad one: likewise.
    pub(super) fn breaks(&mut self) -> (String, u32) {
        let code = self.child.wait().unwrap().exit_code();
        let after = manners(self.master.as_deref().unwrap());
        self.reader.take().unwrap().join().unwrap();
        assert_eq!(after, self.before);
        let seen = self.seen.0.lock().unwrap();
        assert_own(seen.parser.screen());
        let text = String::from_utf8_lossy(&seen.bytes).into_owned();
        let left = text.rsplit("\x1b[?1049l").next().unwrap_or_default();
        (left.to_owned(), code)
    }

    /// Closes the terminal; the program must end by itself.
    pub(super) fn is_closed(&mut self) {
        // The reader holds the terminal open; it lets go with the next thing that is drawn.
        self.seen.0.lock().unwrap().lets_go = true;
        self.press("?");
        self.reader.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.master = None;
        assert_eq!(self.child.wait().unwrap().exit_code(), 129);
    }
}

/// Lists the cells of a screen.
fn cells_of(screen: &Screen) -> impl Iterator<Item = &Cell> {
    let (rows, columns) = screen.size();
    let (rows, columns) = (u16::from(rows), u16::from(columns));
    let all = (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)));
    all.filter_map(|(row, column)| screen.cell(row, column))
}

/// Checks that a screen is the shell's own.
fn assert_own(screen: &Screen) {
    assert!(!screen.alternate_screen(), "the terminal was not given back");
    assert!(!screen.hide_cursor(), "the cursor is gone");
    assert!(!screen.bracketed_paste(), "pastes are still marked");
    assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is caught");
}

fn read(mut output: Box<dyn Read + Send>, seen: &(Mutex<Seen>, Condvar)) {
    let mut buffer = [0; 4096];
    loop {
        // At the end of a terminal there is an error on some systems.
        let count = output.read(&mut buffer).unwrap_or(0);
        let mut now = seen.0.lock().unwrap();
        now.is_over = count == 0;
        now.parser.process(&buffer[..count]);
        now.bytes.extend_from_slice(&buffer[..count]);
        seen.1.notify_all();
        if count == 0 || now.lets_go {
            return;
        }
    }
}
