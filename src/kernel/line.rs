//! A line of people waiting, linked through the waiting ones themselves.
//!
//! Joining, serving either end and leaving from the middle each take one step and no memory, so a
//! guest who gives up leaves nothing behind.

/// The index that stands for nobody.
pub const NOBODY: u32 = u32::MAX;

/// A member's neighbours in the line in which it waits.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    before: u32,
    behind: u32,
}

impl Default for Link {
    fn default() -> Self {
        Link { before: NOBODY, behind: NOBODY }
    }
}

impl Link {
    /// Returns who stands right before this member.
    #[inline]
    pub fn before(self) -> Option<u32> {
        (self.before != NOBODY).then_some(self.before)
    }

    /// Returns who stands right behind this member.
    #[inline]
    pub fn behind(self) -> Option<u32> {
        (self.behind != NOBODY).then_some(self.behind)
    }
}

/// Whatever holds the links of those who may wait.
pub trait Linked {
    /// Returns the link of a member.
    fn link(&mut self, id: u32) -> &mut Link;
}

/// A first-in first-out line that can also be served from its back.
#[derive(Clone, Debug)]
pub struct Line {
    front: u32,
    back: u32,
    len: u32,
}

impl Default for Line {
    fn default() -> Self {
        Line { front: NOBODY, back: NOBODY, len: 0 }
    }
}

impl Line {
    /// Returns how many wait.
    #[inline]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Says whether nobody waits.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the one at the front.
    #[inline]
    pub fn front(&self) -> Option<u32> {
        (self.front != NOBODY).then_some(self.front)
    }

    /// Returns the one at the back.
    #[inline]
    pub fn back(&self) -> Option<u32> {
        (self.back != NOBODY).then_some(self.back)
    }

    /// Lets a member join at the back.
    #[inline]
    pub fn join(&mut self, id: u32, links: &mut impl Linked) {
        *links.link(id) = Link { before: self.back, behind: NOBODY };
        match self.back {
            NOBODY => self.front = id,
            back => links.link(back).behind = id,
        }
        self.back = id;
        self.len += 1;
    }

    /// Takes a member out, wherever it stands.
    #[inline]
    pub fn leave(&mut self, id: u32, links: &mut impl Linked) {
        let Link { before, behind } = std::mem::take(links.link(id));
        match before {
            NOBODY => self.front = behind,
            before => links.link(before).behind = behind,
        }
        match behind {
            NOBODY => self.back = before,
            behind => links.link(behind).before = before,
        }
        self.len -= 1;
    }

    /// Takes out the one at the front.
    #[inline]
    pub fn serve(&mut self, links: &mut impl Linked) -> Option<u32> {
        let id = self.front()?;
        self.leave(id, links);
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Links(Vec<Link>);

    impl Linked for Links {
        fn link(&mut self, id: u32) -> &mut Link {
            &mut self.0[id as usize]
        }
    }

    #[test]
    fn members_leave_from_the_front_the_back_and_the_middle() {
        let mut links = Links(vec![Link::default(); 5]);
        let mut line = Line::default();
        for id in 0..5 {
            line.join(id, &mut links);
        }
        line.leave(2, &mut links);
        line.leave(4, &mut links);
        assert_eq!((line.len(), line.front(), line.back()), (3, Some(0), Some(3)));
        let rest: Vec<_> = std::iter::from_fn(|| line.serve(&mut links)).collect();
        assert_eq!(rest, [0, 1, 3]);
        assert!(line.is_empty() && line.front().is_none() && line.back().is_none());
    }
}
