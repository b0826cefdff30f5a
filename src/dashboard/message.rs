//! What can happen to the screen, from outside.

use crate::runner::Snapshot;
use ratatui::crossterm::event::{KeyEvent, MouseEvent};
use std::sync::Arc;
use std::time::Duration;

/// Something that happens to the screen.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// A text was pasted.
    Paste(String),
    /// The screen has so many columns and rows.
    Resized(u16, u16),
    /// The restaurant as it is now.
    Shot(Arc<Snapshot>),
    /// So much real time has gone by.
    Tick(Duration),
    /// Somebody asks the program to stop, with this signal.
    Stop(i32),
    /// Something has been saved where the files lie that are shown.
    Saved,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Chooses, sets, orders, or shows what is chosen.
    Enter,
    /// Goes up or down.
    Move,
    /// Stops and goes on.
    Pause,
    /// Goes back or forward in time.
    Travel,
    /// Goes faster or slower, as at first, or as fast as it can.
    Speed,
    /// Lets a single thing happen.
    OneEvent,
    /// Goes back to the opening.
    Restart,
    /// Follows an order.
    Follow,
    /// Opens the knobs.
    Knobs,
    /// Finds out what would help.
    Check,
    /// Forks the run, or ends the fork.
    Fork,
    /// Goes to another branch.
    Branch,
    /// Tells it in other words.
    Lens,
    /// Hides the kitchen, or shows it again.
    Wall,
    /// Draws few things, and large, or everything again.
    Big,
    /// Goes to the next panel, or to one by its number.
    Panel,
    /// Lets one panel fill the screen.
    Zoom,
    /// Narrows a list by typing.
    Filter,
    /// Lets the mouse do something, or not.
    Mouse,
    /// Goes on in a lesson.
    Next,
    /// Marks a choice, by its number.
    Choose,
    /// Leafs through the text of a lesson.
    Leaf,
    /// Gives a hint, and in the end the solution.
    Hint,
    /// Gives the answer, or has an attempt judged.
    Answer,
    /// Begins an attempt, or a page, again.
    Again,
    /// Lets somebody play freely beside the lesson.
    Play,
    /// Lists what is in a lesson, and all lessons.
    List,
    /// Goes back to the slide before.
    Back,
    /// Goes to a slide by its number.
    Jump,
    /// Counts hands.
    Hands,
    /// Leaps to another block of a lesson, without an answer.
    Leap,
    /// Shows what is wrong with a lesson that is being written, or hides it.
    Findings,
    /// Reads the lesson again.
    Reread,
    /// Closes what is open.
    Close,
    /// Opens the help.
    Help,
    /// Ends the program with the report.
    Quit,
}
