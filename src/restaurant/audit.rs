//! The audit: laws that hold after every message, whatever the scenario.

use super::building::{Good, Layer, Leg};
use super::fact::Witness;
use super::order::{AtPartner, Order};
use super::{Phase, Restaurant, Step, Stop};
use crate::kernel::{Class, Time};

impl Restaurant {
    /// Handles one message before `limit`; returns whether there was one.
    pub fn run_one<W: Witness>(&mut self, limit: Time, witness: &mut W) -> bool {
        self.run_before(limit, Class::WorkEnds, 1, witness) == Stop::Handled
    }

    /// Checks that everybody is where they say they are and that nobody is idle while matching
    /// work waits; the messages due now must have been handled. Returns what is wrong.
    pub fn audit(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut expect = |what: &str, found: usize, counted: usize| {
            if found != counted {
                wrong.push(format!("{what}: {found} by the actor, {counted} by the orders"));
            }
        };
        let count = |phases: &[Phase], undecided: bool| {
            let of = |order: &super::order::Order| {
                phases.contains(&order.phase)
                    && !order.waits_for_errands()
                    && !(undecided && order.fate.is_some())
            };
            self.floor.orders.iter().filter(|(_, order)| of(order)).count()
        };
        let (busy, guests, plates, idle_waiter) = self.waiter.audit();
        expect("busy waiters", busy as usize, count(&[Phase::Ordering, Phase::Serving], false));
        expect("guests in the queue", guests as usize, count(&[Phase::WaiterWait], false));
        expect("plates at the pass", plates as usize, count(&[Phase::PassWait], false));

        let unseen = self.rooms.iter().map(|room| room.unseen() as usize).sum();
        let is_unseen =
            |order: &Order| order.phase == Phase::Displaying && order.due == Time::NEVER;
        let counted = self.floor.orders.iter().filter(|(_, order)| is_unseen(order)).count();
        expect("answers on devices that are off", unseen, counted);

        let kitchens: Vec<_> = self.kitchens.iter().map(super::kitchen::Kitchen::audit).collect();
        let rail = kitchens.iter().map(|kitchen| kitchen.rail as usize).sum();
        expect("tickets on the rail", rail, count(&[Phase::RailWait], false));
        let resuming: usize = kitchens.iter().map(|kitchen| kitchen.resuming as usize).sum();
        let in_teams: usize =
            self.floor.teams.iter().map(|(_, team)| team.line.len() as usize).sum();
        expect("orders that want hands", resuming + in_teams, count(&[Phase::HandsWait], false));
        let in_hand = kitchens.iter().map(|kitchen| kitchen.in_hand as usize).sum();
        let in_kitchen = |order: &super::order::Order| {
            let step = |order: &super::order::Order| {
                let recipe = &self.menu.get(order.slip.dish as usize)?.recipe;
                recipe.get(order.ticket.step as usize)
            };
            order.phase.is_in_kitchen()
                && order.phase != Phase::RailWait
                && !order.ticket.is_branch
                && !step(order).is_some_and(Step::is_letter)
        };
        expect(
            "orders in hand",
            in_hand,
            self.floor.orders.iter().filter(|o| in_kitchen(o.1)).count(),
        );
        let hands = kitchens.iter().map(|kitchen| kitchen.hands_taken as usize).sum();
        let with_hands =
            self.floor.orders.iter().filter(|(_, order)| order.ticket.has_hands).count();
        expect("hands taken", hands, with_hands);

        let pantries: Vec<_> = self.pantries.iter().map(super::pantry::Pantry::audit).collect();
        let busy = pantries.iter().map(|pantry| pantry.0 as usize).sum();
        expect("busy hatches", busy, count(&[Phase::InPantry], false));
        let waiting = pantries.iter().map(|pantry| pantry.1 as usize).sum();
        expect("orders at closed hatches", waiting, count(&[Phase::HatchWait], false));

        let (found, counted) = self.floor.data.waiting();
        expect("orders that wait for rows", found, counted);
        let waiting = count(&[Phase::LockWait], false);
        expect("visitors that wait for rows", counted, waiting);

        let partners: Vec<_> = self.partners.iter().map(super::partner::Partner::audit).collect();
        let at = |at: AtPartner| {
            self.floor.orders.iter().filter(|(_, order)| order.ticket.at == at).count()
        };
        let answered = partners.iter().map(|partner| partner.answered as usize).sum();
        expect("calls being answered", answered, at(AtPartner::Answered));
        let in_line = partners.iter().map(|partner| partner.in_line as usize).sum();
        expect("calls in a line", in_line, at(AtPartner::InLine));
        let half_open = kitchens.iter().map(|kitchen| kitchen.half_open as usize).sum();
        let probes = self.floor.orders.iter().filter(|(_, order)| order.ticket.is_probe).count();
        expect("half-open breakers", half_open, probes);

        let idle = idle_waiter
            || partners.iter().any(|partner| partner.idle_with_work)
            || kitchens.iter().any(|kitchen| kitchen.idle_with_work)
            || pantries.iter().any(|pantry| pantry.2)
            || self.buildings.iter().any(|building| building.audit().is_idle_with_work);
        if idle {
            wrong.push("somebody is idle while matching work waits".into());
        }
        self.audit_buildings(&mut wrong);
        wrong
    }

    /// Checks what orders hold in buildings, and who waits for it.
    fn audit_buildings(&self, wrong: &mut Vec<String>) {
        for (number, building) in (0..).zip(&self.buildings) {
            let audit = building.audit();
            let mut expect = |what: &str, found: u32, is: &dyn Fn(&Order, Layer) -> bool| {
                let counted = self.orders_in(number, is).len();
                if found as usize != counted {
                    let who = format!("{what} of building {number}");
                    wrong.push(format!("{who}: {found} by it, {counted} by the orders"));
                }
            };
            let waits = |phase: Phase, good: Good| {
                move |order: &Order, layer: Layer| {
                    order.phase == phase && order.ticket.holds.next(good) == layer
                }
            };
            let has =
                |good: Good| move |order: &Order, layer: Layer| order.ticket.holds.has(good, layer);
            expect("burners", audit.burners.0, &has(Good::Burner));
            expect("waits for burners", audit.burners.1, &waits(Phase::BurnerWait, Good::Burner));
            expect("waits for places", audit.worktop.1, &waits(Phase::WorktopWait, Good::Place));
            if audit.counts_places {
                expect("places", audit.worktop.0, &has(Good::Place));
            }
            let at_pipe = |order: &Order, layer: Layer| matches!(order.ticket.leg, Leg::PipeIn(at) | Leg::PipeOut(at) if at == layer);
            expect("waits for water", audit.water.1, &|order, layer| {
                at_pipe(order, layer) && order.phase == Phase::WaterWait
            });
            expect("water", audit.water.0, &|order, layer| {
                at_pipe(order, layer) && order.phase != Phase::WaterWait
            });
            if !building.is_up() {
                let is_kept = |order: &Order| {
                    let dish = self.menu.get(order.slip.dish as usize);
                    let step = dish.and_then(|dish| dish.recipe.get(order.ticket.step as usize));
                    step.is_some_and(|step| step.outbox().is_some())
                };
                let inside = |order: &Order, layer| {
                    let is_in = order.phase.is_in_kitchen() && !is_kept(order);
                    layer == Layer::Own && (is_in || at_pipe(order, layer))
                };
                expect("orders in the dark", 0, &inside);
            }
        }
    }
}
