//! The radix queue against the heap, ties and injected events included.

use super::EventQueue;
use crate::kernel::{HeapQueue, LayeredQueue, RadixQueue};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Act {
    /// Push at the last popped key plus this much.
    Push(u64),
    /// Pop with a limit this far ahead of the last popped key.
    Pop(u64),
    /// Drop every event whose number leaves this remainder by three.
    Sweep(u32),
}

fn act() -> impl Strategy<Value = Act> {
    let ahead = prop_oneof![Just(0), 1..4u64, 0..1000u64, 0..(1u64 << 50)];
    prop_oneof![
        6 => ahead.clone().prop_map(Act::Push),
        4 => ahead.prop_map(Act::Pop),
        1 => (0..3u32).prop_map(Act::Sweep),
    ]
}

fn trace<Q: EventQueue<u32>>(acts: &[Act]) -> Vec<(u64, u32)> {
    let (mut queue, mut last, mut out) = (Q::default(), 0, Vec::new());
    for (number, act) in (0..).zip(acts) {
        match *act {
            Act::Push(ahead) => queue.push(last + ahead, number),
            Act::Pop(ahead) => {
                if let Some((key, event)) = queue.pop_up_to(last + ahead) {
                    assert!(key >= last && key <= last + ahead);
                    last = key;
                    out.push((key, event));
                }
            }
            Act::Sweep(rest) => queue.sweep(|_, event| event % 3 != rest),
        }
        out.push((u64::MAX, u32::try_from(queue.len()).expect("few events")));
    }
    while let Some(entry) = queue.pop_up_to(u64::MAX) {
        out.push(entry);
    }
    out
}

proptest! {
    #[test]
    fn all_queues_pop_the_same_events_in_the_same_order(
        acts in prop::collection::vec(act(), 0..2_000)
    ) {
        let reference = trace::<HeapQueue<u32>>(&acts);
        prop_assert_eq!(&trace::<RadixQueue<u32>>(&acts), &reference);
        prop_assert_eq!(&trace::<LayeredQueue<u32>>(&acts), &reference);
    }
}

fn ties_leave_in_order<Q: EventQueue<u32>>() {
    let mut queue = Q::default();
    for event in 0..100 {
        queue.push(u64::from(event % 2) * 8, event);
    }
    let order: Vec<_> = std::iter::from_fn(|| queue.pop_up_to(8)).map(|(_, e)| e).collect();
    let expected: Vec<_> = (0..100).step_by(2).chain((1..100).step_by(2)).collect();
    assert_eq!(order, expected);
}

#[test]
fn equal_keys_leave_in_the_order_in_which_they_came() {
    ties_leave_in_order::<RadixQueue<u32>>();
    ties_leave_in_order::<LayeredQueue<u32>>();
    ties_leave_in_order::<HeapQueue<u32>>();
}

#[test]
fn a_refused_look_ahead_leaves_room_for_an_earlier_event() {
    looks_ahead::<RadixQueue<u32>>();
    looks_ahead::<LayeredQueue<u32>>();
}

fn looks_ahead<Q: EventQueue<u32>>() {
    let mut queue = Q::default();
    queue.push(1_000_000, 1);
    queue.push(1_000_001, 2);
    assert_eq!(queue.pop_up_to(500), None);
    queue.push(500, 3);
    assert_eq!(queue.pop_up_to(u64::MAX), Some((500, 3)));
    assert_eq!(queue.pop_up_to(u64::MAX), Some((1_000_000, 1)));
}
