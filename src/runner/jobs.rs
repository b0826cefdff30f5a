//! Jobs that have nothing to do with each other, on several threads.

use crossbeam_channel::{Receiver, Sender};
use std::thread;

/// Does jobs number 0 to `jobs`; `take` gets what has come of each as soon as it is done, in no
/// particular order. A thread that gets nothing from a job takes no more of them.
pub fn share_out<R: Send>(
    jobs: u64,
    threads: usize,
    work: &(dyn Fn(u64) -> Option<R> + Sync),
    take: &mut dyn FnMut(u64, R),
) {
    let (numbers, to_do) = crossbeam_channel::unbounded();
    let (done, results) = crossbeam_channel::unbounded();
    (0..jobs).for_each(|number| numbers.send(number).expect("it is held here"));
    drop(numbers);
    let run = |to_do: Receiver<u64>, done: Sender<(u64, R)>| {
        for number in to_do {
            let Some(result) = work(number) else { return };
            if done.send((number, result)).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let (run, to_do, done) = (&run, to_do.clone(), done.clone());
            scope.spawn(move || run(to_do, done));
        }
        drop((to_do, done));
        for (number, result) in results {
            take(number, result);
        }
    });
}
