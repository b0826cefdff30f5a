//! The restaurant: the model, and nothing but the model.
//!
//! A handful of actors (dining rooms, the waiter, kitchens, pantries, partners, buildings) share
//! nothing; they send each other messages, now or after a simulated delay, and say what happened
//! as facts. They never ask what anyone thinks of it: dials, narration and traces are folded from
//! the facts elsewhere. Everything is plain data, so a clone is a checkpoint.
//!
//! ```text
//!  dining room --Guest--> waiter --Ticket--> kitchen --Visit--> pantry
//!       ^                   |  ^                |  |---Call---> partner
//!       '-----WalkingOut----'  '-----Plate------'  '--Burner--> building
//! ```
//!
//! Start with [`Restaurant`], which only routes, then read the actor you are interested in.

mod admission;
mod arrivals;
mod audit;
mod autoscaler;
mod belongings;
mod bucket;
mod building;
mod data;
mod dining_room;
mod dispatcher;
mod door;
mod errand;
mod fact;
mod house;
mod kitchen;
mod menu;
mod message;
mod milestone;
mod money;
mod order;
mod outbox;
mod outcome;
mod overheard;
mod pad;
mod pantry;
mod partner;
mod people;
mod phase;
mod plan;
mod rail;
mod rules;
mod scene;
mod side;
mod transaction;
mod turn;
mod waiter;
mod words;
mod world;

pub use admission::{Admission, LockOut};
pub use arrivals::{Arrivals, TraceRow};
pub use autoscaler::{AutoscalePlan, AutoscalerTurn, Stage};
pub use building::{BuildingPlan, Generator, Sharing, WhenFull};
pub use dining_room::{Device, Manner, Mix, RetryPlan, RoomPlan, ScreenLook, Until};
pub use dispatcher::{DispatcherPlan, Policy};
pub use fact::{AtHatch, Capacity, Cost, Fact, Witness};
pub use kitchen::{BreakPlan, FridgePlan, KitchenPlan};
pub use menu::{BreakerPlan, Care, Change, ChangeKind, Dish, Items, Search, Step, Wanted};
pub use milestone::{Milestone, MilestoneAt};
pub use money::Money;
pub use outcome::{Category, Outcome};
pub use pad::{Carried, OWN, PadPlan, roots};
pub use pantry::{CopyPlan, Durable, PantryPlan, Restock, RowsPlan, ShelfPlan};
pub use partner::{PartnerPlan, Power};
pub use people::{Pattern, People};
pub use phase::Phase;
pub use plan::Plan;
pub use rail::RailOrder;
pub use rules::Rule;
pub use scene::{
    BuildingScene, ErrandScene, KitchenScene, LetterAt, LettersScene, LineScene, OrderScene,
    PantryScene, PartnerScene, PowerScene, RoomScene, Scene, ShelfScene, WaiterScene,
};
pub use side::Side;
pub use turn::{
    BuildingTurn, DishTurn, DispatcherTurn, KitchenTurn, PantryTurn, PartnerTurn, RetryTurn,
    RoomTurn, ShelfTurn, Turn, WaiterTurn,
};
pub use waiter::WaiterPlan;
pub use words::{Asks, Meant, Paste, Statement, Term, Verb, Words};
pub use world::{MOST_ORDERS, Restaurant, Round, Stop};
