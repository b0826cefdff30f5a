//! The terminal: taken over while the dashboard is drawn, and given back whatever happens.

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use std::io::{self, IsTerminal, Stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is ours at this moment.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// A terminal that is drawn on. It is given back when this is dropped, and before a panic is told.
pub struct Screen {
    /// None only once this is dropped.
    terminal: Option<Terminal<CrosstermBackend<Stdout>>>,
    catches_mouse: bool,
}

impl Screen {
    /// Takes the terminal over.
    pub fn take() -> io::Result<Screen> {
        restore_before_panics();
        // Whether there are colours is the theme's business; with `NO_COLOR` the library would also
        // take back bold and reverse with every colour that it leaves out.
        force_color_output(true);
        take_over()?;
        // From here on a failure gives the terminal back.
        let given_back = GiveBack;
        let terminal = Some(Terminal::new(CrosstermBackend::new(io::stdout()))?);
        std::mem::forget(given_back);
        Ok(Screen { terminal, catches_mouse: false })
    }

    /// Returns how many columns and rows there are.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.as_ref().map_or(Ok(Size::ZERO), Terminal::size)
    }

    /// Draws a whole picture, or nothing where the terminal has been given back already.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        // Another thread that breaks waits for the end of the picture before it says so.
        let _whole = io::stdout().lock();
        if !IS_TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        self.terminal.as_mut().map_or(Ok(()), |terminal| terminal.draw(view).map(|_| ()))
    }

    /// Lets the mouse do something, or leaves it to the terminal, which can then copy text.
    pub fn catch_mouse(&mut self, on: bool) -> io::Result<()> {
        self.catches_mouse = on;
        if on {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        }
    }

    /// Gives the terminal back while the program is stopped, and takes it again when it goes on.
    #[cfg(unix)]
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.retake()
    }

    /// Takes the terminal again and draws everything anew.
    pub fn retake(&mut self) -> io::Result<()> {
        take_over()?;
        if self.catches_mouse {
            self.catch_mouse(true)?;
        }
        self.begin_anew()
    }

    /// Lets the next picture be drawn whole, whatever the terminal still shows.
    pub fn begin_anew(&mut self) -> io::Result<()> {
        execute!(io::stdout(), Clear(ClearType::All))?;
        // A new one has drawn nothing yet. To clear the old one would ask the terminal where its
        // cursor is, and the answer would come among the keys.
        self.terminal = Some(Terminal::new(CrosstermBackend::new(io::stdout()))?);
        Ok(())
    }
}

/// Says whether there is no terminal for us any more: it is gone, or others have it. Whoever reads
/// keys is told of neither.
pub fn is_lost() -> bool {
    !io::stdin().is_terminal() || have_others()
}

/// Says whether the terminal is in the hands of others: a shell has taken it back from whoever
/// started this program, and has ended or was killed. Where nobody hands it out, nobody takes it.
#[cfg(unix)]
fn have_others() -> bool {
    rustix::termios::tcgetpgrp(io::stdin()).is_ok_and(|group| group != rustix::process::getpgrp())
}

#[cfg(not(unix))]
fn have_others() -> bool {
    false
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
        if is_lost() {
            // It would complain, on a terminal that cannot be written to, and break over that.
            std::mem::forget(self.terminal.take());
        }
    }
}

/// Gives the terminal back when dropped.
struct GiveBack;

impl Drop for GiveBack {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    IS_TAKEN.store(true, Ordering::SeqCst);
    let entered = execute!(io::stdout(), EnterAlternateScreen, Hide, EnableBracketedPaste);
    if entered.is_err() {
        give_back();
    }
    entered
}

/// Gives the terminal back, once; where it cannot be written to, nothing is left to give back.
fn give_back() {
    let _whole = io::stdout().lock();
    if IS_TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        // Others who have it have seen to lines and echo themselves; and whoever meddles with that is
        // stopped.
        if !is_lost() {
            let _ = disable_raw_mode();
        }
    }
}

/// A panic on any thread gives the terminal back before it is told.
fn restore_before_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            tell(panic);
        }));
    });
}
