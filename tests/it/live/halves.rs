//! A terminal that breaks half-way while it is taken over: what was done already is undone.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use portable_pty::{MasterPty, PtyPair, PtySize, native_pty_system};

/// A write to a terminal that is full fails at once instead of waiting.
const O_NONBLOCK: i32 = 0o4000;
/// Opening it does not make it ours.
const O_NOCTTY: i32 = 0o400;

fn terminal() -> PtyPair {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    native_pty_system().openpty(size).unwrap()
}

fn open(path: &Path) -> File {
    let mut options = OpenOptions::new();
    options.read(true).write(true).custom_flags(O_NONBLOCK | O_NOCTTY).open(path).unwrap()
}

fn manners(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Raw mode is on already, and the alternate screen cannot be entered.
#[test]
fn raw_mode_is_left_where_the_screen_cannot_be_taken() {
    let (keys, screen) = (terminal(), terminal());
    // What would be drawn on is full, and nobody reads what is there.
    let mut full = open(&screen.master.tty_name().unwrap());
    let why = loop {
        if let Err(error) = full.write_all(b".") {
            break error;
        }
    };
    assert_eq!(why.kind(), ErrorKind::WouldBlock);
    let before = manners(&*keys.master);
    let keyboard = open(&keys.master.tty_name().unwrap());
    let ended = Command::new(env!("CARGO_BIN_EXE_boh"))
        .args(["run", "first-order"])
        .env("TERM", "xterm-256color")
        .stdin(Stdio::from(keyboard))
        .stdout(Stdio::from(full))
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(3), "{told}");
    assert!(told.starts_with("error: ") && told.lines().count() == 1, "{told}");
    assert_eq!(manners(&*keys.master), before);
}
