//! The ticket rail: waiting tickets in the order in which chefs take them.

use super::house::Floor;
use super::order::Orders;
use super::scene::Look;
use crate::kernel::Line;

/// In which order chefs take tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RailOrder {
    /// First in, first out.
    #[default]
    Fifo,
    /// Last in, first out.
    Lifo,
    /// Least expected prep and cook time first, FIFO among equals.
    Shortest,
    /// Highest priority first, FIFO among equals.
    Priority,
}

/// Tickets in lanes of equal rank; the lowest rank goes first.
#[derive(Clone, Debug, Default)]
pub(super) struct Rail {
    lanes: Vec<(i64, Line)>,
    len: u32,
}

impl Rail {
    #[inline]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Hangs a ticket up.
    #[inline]
    pub fn hang(&mut self, ticket: u32, rank: i64, orders: &mut Orders) {
        self.len += 1;
        match &mut self.lanes[..] {
            // Where the rank is not asked for, all tickets have the same.
            [(only, lane)] if *only == rank => lane.join(ticket, orders),
            _ => self.hang_by_rank(ticket, rank, orders),
        }
    }

    #[inline(never)]
    fn hang_by_rank(&mut self, ticket: u32, rank: i64, orders: &mut Orders) {
        let lane = match self.lanes.binary_search_by_key(&rank, |lane| lane.0) {
            Ok(lane) => lane,
            Err(lane) => {
                self.lanes.insert(lane, (rank, Line::default()));
                lane
            }
        };
        self.lanes[lane].1.join(ticket, orders);
    }

    /// Takes down the ticket whose turn it is.
    #[inline]
    pub fn take(&mut self, order: RailOrder, orders: &mut Orders) -> Option<u32> {
        let (_, lane) = self.lanes.iter_mut().find(|(_, lane)| !lane.is_empty())?;
        let ticket = match order {
            RailOrder::Lifo => lane.back(),
            RailOrder::Fifo | RailOrder::Shortest | RailOrder::Priority => lane.front(),
        }?;
        lane.leave(ticket, orders);
        self.len -= 1;
        Some(ticket)
    }

    /// Takes a ticket out, wherever it hangs.
    pub fn remove(&mut self, ticket: u32, rank: i64, orders: &mut Orders) {
        if let Ok(lane) = self.lanes.binary_search_by_key(&rank, |lane| lane.0) {
            self.lanes[lane].1.leave(ticket, orders);
            self.len -= 1;
        }
    }

    /// Lists the tickets that are taken next.
    pub fn first(&self, order: RailOrder, look: &Look<'_>) -> Vec<u32> {
        let from_back = order == RailOrder::Lifo;
        let lanes = self.lanes.iter().flat_map(|(_, lane)| look.waiting(lane, from_back));
        lanes.take(look.most).collect()
    }

    /// Returns the ticket that is taken right before one that hangs here.
    pub fn in_front_of(&self, ticket: u32, order: RailOrder, floor: &Floor) -> Option<u32> {
        let from_back = order == RailOrder::Lifo;
        let link = floor.orders[ticket].link;
        let neighbour = if from_back { link.behind() } else { link.before() };
        // The first of a lane comes after the last of the lane before it.
        let last_before = || {
            let is_mine = |(_, lane): &(i64, Line)| {
                (if from_back { lane.back() } else { lane.front() }) == Some(ticket)
            };
            let mine = self.lanes.iter().position(is_mine)?;
            let before = self.lanes[..mine].iter().rev().find(|(_, lane)| !lane.is_empty())?;
            if from_back { before.1.front() } else { before.1.back() }
        };
        neighbour.or_else(last_before)
    }

    /// Takes everything down, in the order in which it came.
    pub fn clear(&mut self, orders: &mut Orders) -> Vec<u32> {
        let mut tickets = Vec::with_capacity(self.len as usize);
        for (_, lane) in &mut self.lanes {
            while let Some(ticket) = lane.serve(orders) {
                tickets.push(ticket);
            }
        }
        self.lanes.clear();
        self.len = 0;
        tickets.sort_by_key(|ticket| orders[*ticket].ticket.number);
        tickets
    }
}
