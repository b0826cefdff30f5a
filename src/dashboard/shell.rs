//! The shell: waits for whatever comes from outside, and draws.

use super::message::Message;
use super::terminal::{Screen, is_lost};
use crate::runner::Snapshot;
use futures_util::StreamExt;
use ratatui::Frame;
use ratatui::crossterm::event::{
    Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A picture follows another after so much time, where something moves by itself.
const TICK: Duration = Duration::from_millis(40);
/// So often somebody looks whether the terminal is still there, and still ours.
const WATCH: Duration = Duration::from_millis(250);
/// So many keys are read before anything is drawn.
const KEYS_AT_ONCE: usize = 1_000;

/// What is to be done after a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// What is shown may have changed.
    Draw,
    /// The program is to be stopped until the shell lets it go on.
    Suspend,
    /// The mouse is to be caught, or not.
    CatchMouse(bool),
    /// It is over.
    End,
}

/// Returns what a key with Ctrl does everywhere: Ctrl-C interrupts, Ctrl-Z sets aside. None: it is
/// no such key.
pub fn control(key: KeyEvent, signal: &mut Option<i32>) -> Option<After> {
    if !key.modifiers.contains(KeyModifiers::CONTROL) {
        return None;
    }
    Some(match key.code {
        KeyCode::Char('c') => {
            *signal = Some(signal_hook::consts::SIGINT);
            After::End
        }
        KeyCode::Char('z') => After::Suspend,
        _ => After::Draw,
    })
}

/// Something that is shown on the whole screen.
pub trait Show {
    /// Takes note of a message.
    fn update(&mut self, message: Message) -> After;
    /// Draws, and changes nothing.
    fn view(&self, frame: &mut Frame<'_>);
    /// Says whether something moves by itself.
    fn moves(&self) -> bool;
    /// Gives out the pictures of another run that is to be watched from now on, if one was opened.
    fn opened(&mut self) -> Option<watch::Receiver<Arc<Snapshot>>> {
        None
    }
    /// Gives out what changes whenever something is saved where the files lie that are shown.
    fn saves(&mut self) -> Option<watch::Receiver<()>> {
        None
    }
}

/// Shows something until it is over. `snapshots` end when nobody makes them any more.
pub fn show(
    show: &mut impl Show,
    snapshots: Option<watch::Receiver<Arc<Snapshot>>>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let signals = Signals::catch()?;
        let mut screen = Screen::take()?;
        let screen = &mut screen;
        let saves = show.saves();
        let done = Shell { show: &mut *show, screen, signals, snapshots, saves }.run().await;
        // Whatever failed first: the reason is that there is no terminal for it any more.
        if done.is_err() && is_lost() {
            show.update(Message::Stop(HANGUP));
            return Ok(());
        }
        done
    })
}

struct Shell<'s, S> {
    show: &'s mut S,
    screen: &'s mut Screen,
    signals: Signals,
    snapshots: Option<watch::Receiver<Arc<Snapshot>>>,
    saves: Option<watch::Receiver<()>>,
}

impl<S: Show> Shell<'_, S> {
    async fn run(&mut self) -> io::Result<()> {
        let mut events = EventStream::new();
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        let mut watch = tokio::time::interval(WATCH);
        watch.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        let size = self.screen.size()?;
        self.show.update(Message::Resized(size.width, size.height));
        self.take_snapshot();
        loop {
            self.draw()?;
            let moves = self.show.moves();
            let came = tokio::select! {
                event = events.next() => match event {
                    Some(event) => message(event?),
                    // There is no terminal any more.
                    None => return Ok(()),
                },
                changed = next(self.snapshots.as_mut()) => {
                    if !changed || self.take_snapshot() == After::End {
                        return Ok(());
                    }
                    None
                }
                is_watched = next(self.saves.as_mut()) => {
                    if !is_watched {
                        self.saves = None;
                    }
                    Some(Message::Saved)
                }
                _ = ticks.tick(), if moves => Some(Message::Tick(TICK)),
                signal = self.signals.next() => Some(Message::Stop(signal)),
                _ = watch.tick() => {
                    if !is_lost() {
                        continue;
                    }
                    Some(Message::Stop(HANGUP))
                }
            };
            if self.handle(came)? == After::End {
                return Ok(());
            }
            for _ in 0..KEYS_AT_ONCE {
                // Whoever asks the stream must stay awake for it: it remembers only the last one.
                let event = tokio::select! {
                    biased;
                    event = events.next() => event,
                    () = std::future::ready(()) => break,
                };
                let Some(event) = event else { return Ok(()) };
                if self.handle(message(event?))? == After::End {
                    return Ok(());
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let show = &*self.show;
        self.screen.draw(|frame| show.view(frame))
    }

    fn take_snapshot(&mut self) -> After {
        let shot = self.snapshots.as_mut().map(|shots| Arc::clone(&shots.borrow_and_update()));
        let after = shot.map_or(After::Draw, |shot| self.show.update(Message::Shot(shot)));
        self.take_over();
        after
    }

    /// Watches another run, if there is one.
    fn take_over(&mut self) {
        self.snapshots = self.show.opened().or_else(|| self.snapshots.take());
    }

    fn handle(&mut self, message: Option<Message>) -> io::Result<After> {
        let Some(message) = message else { return Ok(After::Draw) };
        if matches!(message, Message::Resized(..)) {
            // It may have been smaller for a moment, and lost what was drawn there.
            self.screen.begin_anew()?;
        }
        let is_stop = matches!(message, Message::Stop(signal) if Signals::suspends(signal));
        let after = if is_stop { After::Suspend } else { self.show.update(message) };
        self.take_over();
        match after {
            After::CatchMouse(on) => self.screen.catch_mouse(on)?,
            After::Suspend => self.suspend()?,
            After::Draw | After::End => {}
        }
        Ok(after)
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        self.screen.suspend()
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        self.screen.retake()
    }
}

fn message(event: Event) -> Option<Message> {
    match event {
        // Some terminals also tell when a key is let go.
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Message::Key(key)),
        Event::Mouse(mouse) => Some(Message::Mouse(mouse)),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, rows) => Some(Message::Resized(columns, rows)),
        _ => None,
    }
}

/// Waits until something changes; says whether it has. Where nothing can, it waits for ever.
async fn next<T>(changes: Option<&mut watch::Receiver<T>>) -> bool {
    match changes {
        Some(changes) => changes.changed().await.is_ok(),
        None => std::future::pending().await,
    }
}

/// The number of SIGHUP: the terminal has hung up, or a shell has taken it back.
const HANGUP: i32 = 1;

/// Signals that ask the program to stop, for good or for now.
#[cfg(unix)]
struct Signals(Vec<(i32, tokio::signal::unix::Signal)>);

#[cfg(unix)]
impl Signals {
    fn catch() -> io::Result<Signals> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
        use tokio::signal::unix::{SignalKind, signal};
        let all = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP];
        let caught = all.map(|number| Ok((number, signal(SignalKind::from_raw(number))?)));
        caught.into_iter().collect::<io::Result<Vec<_>>>().map(Signals)
    }

    fn suspends(signal: i32) -> bool {
        signal == signal_hook::consts::SIGTSTP
    }

    async fn next(&mut self) -> i32 {
        let waits = self.0.iter_mut().map(|(number, signal)| {
            let number = *number;
            Box::pin(async move {
                signal.recv().await;
                number
            })
        });
        futures_util::future::select_all(waits).await.0
    }
}

/// Elsewhere there is only the key.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn catch() -> io::Result<Signals> {
        Ok(Signals)
    }

    fn suspends(_signal: i32) -> bool {
        false
    }

    async fn next(&mut self) -> i32 {
        match tokio::signal::ctrl_c().await {
            Ok(()) => signal_hook::consts::SIGINT,
            Err(_) => std::future::pending().await,
        }
    }
}
