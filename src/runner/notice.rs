//! Notices: what a request came to, or why nothing came of it.

/// Declares the kinds of notices: name, id, and what their sentences may speak of.
macro_rules! notices {
    ($($name:ident $id:literal [$($slot:literal)*] $doc:literal,)*) => {
        /// A kind of notice; lenses have a sentence for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum NoticeKind {
            $(#[doc = $doc] $name,)*
        }

        impl NoticeKind {
            /// All kinds.
            pub const ALL: &[NoticeKind] = &[$(NoticeKind::$name),*];

            /// Returns the id under which lenses have its sentence.
            pub const fn id(self) -> &'static str {
                match self { $(NoticeKind::$name => $id),* }
            }

            /// Returns what its sentence may speak of.
            pub const fn slots(self) -> &'static [&'static str] {
                match self { $(NoticeKind::$name => &[$($slot),*]),* }
            }
        }
    };
}

notices! {
    Turned "turned" ["knob" "value"] "A knob was turned.",
    NotTurned "not_turned" ["knob" "value" "takes"] "A knob was not turned: it takes something else.",
    NoSuchKnob "no_such_knob" ["knob" "meant"] "There is no such knob; which may be meant.",
    Placed "placed" ["room" "dish"] "An order was placed by hand.",
    NotPlaced "not_placed" ["room" "dish"] "No order was placed: there is no such dining room or dish.",
    HasShut "has_shut" [] "No order was placed: nobody new comes in any more.",
    NewBranch "new_branch" ["branch"] "What was done after going back began a new branch.",
    TookBranch "took_branch" ["branch"] "Another branch is seen now.",
    OnlyBranch "only_branch" [] "There is no other branch.",
    AtOpening "at_opening" [] "There is nothing before opening time.",
    AtForking "at_forking" [] "While two futures run, there is no way back before where they part.",
    IsSo "is_so" ["condition" "value"] "What was waited for is so.",
    NeverSo "never_so" ["condition"] "The run ended before what was waited for was so.",
    NoCondition "no_condition" ["condition" "why"] "What was to be waited for cannot be read.",
    TooLongAgo "too_long_ago" ["condition" "time"] "What was to be waited for began too long ago.",
    NobodyFollowed "nobody_followed" [] "Nobody is followed.",
    Follows "follows" ["order"] "An order is followed.",
    WaitsFor "waits_for" [] "The next order will be followed.",
    NoSuchOrder "no_such_order" [] "That order is not in the house.",
    Forked "forked" ["branch"] "Two futures run in step from here.",
    AlreadyForked "already_forked" [] "Two futures run already.",
    NotForked "not_forked" [] "Only one future runs.",
    ForkEnded "fork_ended" ["branch"] "Only one of the two futures goes on.",
    IsOver "is_over" [] "The run has ended; one can only go back.",
}

/// What a request came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The how manieth notice this is: one with another number is new.
    pub number: u64,
    /// What it says.
    pub kind: NoticeKind,
    /// What its sentence may speak of: names, and texts made harmless.
    pub slots: Vec<(&'static str, String)>,
}
