//! Putting the parts of a restaurant together: one function for each section of the file.

use super::autoscale::autoscale;
use super::buildings;
use super::copies;
use super::door;
use super::draft::Draft;
use super::keys::{Kind, MOST_GUESTS};
use super::lexicon::Lexicon;
use super::people;
use super::recipe::{Recipe, recipe};
use super::trace;
use super::units;
use super::value::{Problem, Read, Value, expected, text, unknown};
use crate::kernel::Span;
use crate::knobs::{Setting, turns};
use crate::restaurant::{
    Arrivals, BreakPlan, Dish, DispatcherPlan, Durable, FridgePlan, KitchenPlan, Manner, Mix,
    PantryPlan, PartnerPlan, Plan, Restock, RetryPlan, RoomPlan, ShelfPlan, Step, WaiterPlan,
};
use std::ops::Range;

/// Builds the plan; none when something is wrong, which the draft then knows.
pub fn build(draft: &mut Draft<'_, '_>) -> Option<Plan> {
    check_shelves(draft);
    let lexicon = Lexicon::of(draft);
    let menu = menu(draft, &lexicon);
    let plan = Plan {
        rooms: rooms(draft, &menu, &lexicon),
        menu,
        waiter: waiter(draft),
        dispatcher: dispatcher(draft),
        kitchens: kitchens(draft),
        pantries: pantries(draft, &lexicon),
        partners: partners(draft),
        buildings: buildings::buildings(draft),
        districts: buildings::districts(draft),
        pad: lexicon.pad,
    };
    draft.problems.is_empty().then_some(plan)
}

/// Shelf names are unique over all pantries: a recipe names only the shelf.
fn check_shelves(draft: &mut Draft<'_, '_>) {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut problems = Vec::new();
    for (pantry, shelves) in &draft.parts.0.pantries {
        for shelf in shelves {
            if let Some((other, _)) = seen.iter().find(|(_, known)| known == shelf) {
                let path = format!("pantry.{pantry}.shelf.{shelf}");
                let span = draft.written.place(&path).unwrap_or(0..0);
                let cause = format!("the shelf {shelf} is already in the pantry {other}");
                problems.push(Problem::on(span, cause).remedy("give it another name"));
            }
            seen.push((pantry.clone(), shelf.clone()));
        }
    }
    draft.problems.extend(problems);
}

fn menu(draft: &mut Draft<'_, '_>, lexicon: &Lexicon) -> Vec<Dish> {
    let mut own = Vec::new();
    let mut dishes = Vec::new();
    let mut asks = Vec::new();
    for name in draft.names("menu") {
        let path = |key: &str| format!("menu.{name}.{key}");
        let steps = draft
            .written
            .get(&path("recipe"))
            .map(|entry| recipe(entry.value, (&draft.parts, lexicon), &mut own));
        let recipe = steps.unwrap_or(Ok(Recipe::default())).unwrap_or_else(|problems| {
            draft.problems.extend(problems);
            Recipe::default()
        });
        asks.push(recipe.asks);
        let kitchen = kitchen_of(draft, &path("kitchen"), &name);
        dishes.push(Dish {
            price: draft.get(&path("price")).cents(),
            kitchen,
            priority: if let Setting::Whole(priority) = draft.get(&path("priority")) {
                *priority
            } else {
                0
            },
            size: draft.get(&path("size")).number().unwrap_or(1.0),
            recipe: recipe.steps,
            admission: door::admission(draft, &name, lexicon),
            names: recipe.names,
        });
    }
    draft.parts.0.own_outcomes = own;
    check_asks(&asks, draft);
    dishes
}

/// A dish cannot be asked for, in the end, by itself.
fn check_asks(asks: &[Vec<(u32, Range<usize>)>], draft: &mut Draft<'_, '_>) {
    for (dish, asked) in asks.iter().enumerate() {
        for (first, span) in asked {
            let mut reached = vec![*first as usize];
            let mut next = 0;
            while next < reached.len() && reached[next] != dish {
                for (further, _) in &asks[reached[next]] {
                    if !reached.contains(&(*further as usize)) {
                        reached.push(*further as usize);
                    }
                }
                next += 1;
            }
            if next < reached.len() {
                let name = &draft.parts.0.dishes[dish];
                let cause = format!("{name} asks, in the end, for itself");
                let problem = Problem::on(span.clone(), cause).remedy("ask for another dish");
                draft.problems.push(problem);
            }
        }
    }
}

/// Lists the dishes that no other dish asks for.
fn ordered_dishes(menu: &[Dish]) -> impl Iterator<Item = u32> {
    let asks =
        |step: &Step, dish: u32| matches!(step, Step::Ask { dish: asked, .. } if *asked == dish);
    let is_asked = move |dish: &u32| {
        menu.iter().any(|other| other.recipe.iter().any(|step| asks(step, *dish)))
    };
    (0..menu.len() as u32).filter(move |dish| !is_asked(dish))
}

fn kitchen_of(draft: &mut Draft<'_, '_>, path: &str, dish: &str) -> u32 {
    let several = draft.parts.0.kitchens.len() > 1;
    if several && draft.written.get(path).is_none() {
        let cause = format!("there are several kitchens: which one makes {dish}?");
        let span = draft.written.place(&format!("menu.{dish}")).unwrap_or(0..0);
        draft.problems.push(Problem::on(span, cause).remedy("add kitchen = \"…\" to the dish"));
    }
    draft.reference(path).unwrap_or(0)
}

fn rooms(draft: &mut Draft<'_, '_>, menu: &[Dish], lexicon: &Lexicon) -> Vec<RoomPlan> {
    let all_dishes = Mix::new(ordered_dishes(menu).map(|dish| (dish, 1.0)));
    let mut rooms = Vec::new();
    let mut guests = 0;
    for name in draft.names("dining_room") {
        let path = |key: &str| format!("dining_room.{name}.{key}");
        let arrivals = room_arrivals(draft, &name, lexicon);
        let group = draft.get(&path("group")).count().unwrap_or(1);
        match &arrivals {
            Arrivals::Closed(count, _) => guests += u64::from(*count),
            Arrivals::Burst(size, _) if u64::from(*size) * u64::from(group) > MOST_GUESTS => {
                let cause = format!("{size} groups of {group} at once are too many guests");
                draft.complain(&path("arrivals"), &cause, "let at most 1000000 come at once");
            }
            _ => {}
        }
        rooms.push(RoomPlan {
            arrivals,
            mix: match draft.get(&path("orders")) {
                Setting::Mix(mix) => mix.clone(),
                _ => all_dishes.clone(),
            },
            group,
            patience: draft.get(&path("patience")).distribution(),
            until: turns::until(draft.get(&path("patience_until"))),
            distance: draft.get(&path("distance")).span().unwrap_or_default(),
            retry: retry(draft, &path("retry")),
            people: people::people(draft, &name, lexicon),
            says: people::says(draft, &name, lexicon),
            device: turns::device(draft.get(&path("device"))),
            manner: Manner {
                is_lost: draft.get(&path("address")).word() == 1,
                speaks_kitchen: draft.get(&path("speaks")).word() == 1,
            },
            look: turns::screen_look(draft.get(&path("look"))),
            is_sealed: matches!(draft.get(&path("sealed")), Setting::Flag(true)),
            is_attacker: matches!(draft.get(&path("attacker")), Setting::Flag(true)),
        });
    }
    if guests > MOST_GUESTS {
        let cause = format!("{guests} guests in all dining rooms are too many");
        draft.problems.push(Problem::on(0..0, cause).remedy("let at most 1000000 think at once"));
    }
    rooms
}

fn retry(draft: &mut Draft<'_, '_>, path: &str) -> RetryPlan {
    let of = |key: &str| format!("{path}.{key}");
    let is_written = |key: &&str| draft.written.get(&of(key)).is_some();
    if !is_written(&"limit")
        && let Some(key) =
            ["wait", "backoff", "jitter", "budget"].iter().find(|key| is_written(key))
    {
        let remedy = "add limit = 3, or limit = \"unlimited\"";
        draft.complain(&of(key), "it does not say how often guests try again", remedy);
    }
    RetryPlan {
        limit: turns::retry_limit(draft.get(&of("limit"))),
        wait: draft.get(&of("wait")).span().unwrap_or_default(),
        backoff: draft.get(&of("backoff")).number().unwrap_or(1.0),
        jitter: matches!(draft.get(&of("jitter")), Setting::Flag(true)),
        budget: draft.get(&of("budget")).number(),
    }
}

fn room_arrivals(draft: &mut Draft<'_, '_>, name: &str, lexicon: &Lexicon) -> Arrivals {
    let path = |key: &str| format!("dining_room.{name}.{key}");
    let has = |key: &str| draft.written.get(&path(key)).is_some();
    let span = draft.written.place(&format!("dining_room.{name}")).unwrap_or(0..0);
    let problem = match (has("arrivals"), has("guests"), has("think")) {
        (true, true, _) => Some((
            format!("the dining room {name} has both arrivals and guests"),
            "guests come from outside (arrivals), or stay and think (guests): write one of them",
        )),
        (false, false, _) => Some((
            format!("nobody comes to the dining room {name}"),
            "add arrivals = \"40/min\", or guests = 10 with think = \"10s\"",
        )),
        (_, true, false) => Some((
            format!("the guests of the dining room {name} never think"),
            "add think = { exp = \"10s\" }",
        )),
        (true, false, true) => Some((
            format!("think is for guests who stay, and the dining room {name} has arrivals"),
            "remove think, or write guests = 10 instead of arrivals",
        )),
        (false, true, true) | (true, false, false) => None,
    };
    if let Some((cause, remedy)) = problem {
        draft.problems.push(Problem::on(span, cause).remedy(remedy));
    }
    match (draft.get(&path("arrivals")), draft.get(&path("guests")), draft.get(&path("think"))) {
        (Setting::Arrivals(arrivals), _, _) => {
            let names = draft.traced.get(&path("arrivals")).cloned().unwrap_or_default();
            trace::arranged(arrivals.clone(), &names, &lexicon.pad.order)
        }
        (_, guests, Setting::Distribution(think)) => {
            Arrivals::Closed(guests.count().unwrap_or(1), think.clone())
        }
        _ => Arrivals::constant(0.0),
    }
}

fn waiter(draft: &Draft<'_, '_>) -> WaiterPlan {
    WaiterPlan {
        count: draft.get("waiter.count").count(),
        take_order: draft.get("waiter.take_order").distribution(),
        serve: draft.get("waiter.serve").distribution(),
        queue: draft.get("waiter.queue").count(),
        limit: turns::rate_gap(draft.get("waiter.limit")),
        guest_limit: turns::rate_gap(draft.get("waiter.guest_limit")),
        is_careless: draft.get("waiter.neutralises").word() == 1,
        timeout: draft.get("waiter.timeout").span(),
    }
}

fn dispatcher(draft: &Draft<'_, '_>) -> DispatcherPlan {
    DispatcherPlan {
        policy: turns::policy(draft.get("dispatcher.policy")),
        checks: draft.get("dispatcher.checks").span(),
    }
}

fn kitchens(draft: &mut Draft<'_, '_>) -> Vec<KitchenPlan> {
    let mut kitchens = Vec::new();
    for name in draft.names("kitchen") {
        let path = |key: &str| format!("kitchen.{name}.{key}");
        let copies = draft.get(&path("copies")).count().unwrap_or(1);
        let buildings = kitchen_buildings(draft, &path("building"), copies);
        kitchens.push(KitchenPlan {
            copies,
            chefs: draft.get(&path("chefs")).count(),
            juggles: turns::juggles(draft.get(&path("juggles"))),
            capacity: draft.get(&path("rail.capacity")).count(),
            order: turns::rail_order(draft.get(&path("rail.order"))),
            tosses_stale_tickets: matches!(
                draft.get(&path("tosses_stale_tickets")),
                Setting::Flag(true)
            ),
            buildings,
            wage: draft.get(&path("wage")).cents(),
            is_open: draft.get(&path("open")).word() == 0,
            breaks: breaks(draft, &name),
            fridge: fridge(draft, &path("fridge")),
            autoscale: autoscale(draft, &name, copies),
        });
    }
    kitchens
}

fn breaks(draft: &mut Draft<'_, '_>, kitchen: &str) -> BreakPlan {
    let path = |key: &str| format!("kitchen.{kitchen}.{key}");
    let of = |key: &str| draft.get(&path(key)).distribution();
    let (every, lasts, chefs) = (of("breaks.every"), of("breaks.for"), draft.get(&path("chefs")));
    let (key, cause, remedy) = match (every, lasts) {
        (None, None) => return BreakPlan::default(),
        (every @ Some(_), lasts @ Some(_)) if chefs.count().is_some() => {
            return BreakPlan { every, lasts };
        }
        (Some(_), Some(_)) => (
            "breaks.every",
            "unlimited chefs never miss one who is on a break",
            "say how many chefs there are",
        ),
        (Some(_), None) => {
            ("breaks.every", "these breaks do not say how long they are", "add for = \"5m\"")
        }
        (None, Some(_)) => {
            ("breaks.for", "these breaks do not say when they are", "add every = \"1h\"")
        }
    };
    draft.complain(&path(key), cause, remedy);
    BreakPlan::default()
}

fn fridge(draft: &mut Draft<'_, '_>, path: &str) -> FridgePlan {
    let holds = turns::fridge_holds(draft.get(&format!("{path}.holds")));
    let fresh_for = draft.get(&format!("{path}.fresh_for")).span();
    if holds.is_none() && fresh_for.is_some() {
        draft.complain(
            &format!("{path}.fresh_for"),
            "a fridge needs to know of how many shelves it holds something",
            "write fridge = { holds = 10, fresh_for = \"1m\" }",
        );
    }
    // Without a fridge it is the price of one that may still come.
    FridgePlan { holds, fresh_for, rent: draft.get(&format!("{path}.rent")).cents() }
}

/// Returns the buildings of the copies of a kitchen: a name for all, or one for each.
fn kitchen_buildings(draft: &mut Draft<'_, '_>, path: &str, copies: u32) -> Vec<u32> {
    let Some(entry) = draft.written.get(path) else { return Vec::new() };
    let known = draft.parts.names("building");
    let find = |value: &Value<'_>| {
        let name = text(value, &Kind::Buildings.tells())?;
        let found = draft.parts.find("building", name);
        found.ok_or_else(|| unknown(value.span(), "building", name, &known))
    };
    let read: Vec<Read<u32>> = match entry.value.get_ref().as_array() {
        None => vec![find(entry.value)],
        Some(names) if names.len() == copies as usize => names.iter().map(find).collect(),
        Some(names) => {
            let cause = format!("{} buildings do not fit {copies} copies", names.len());
            let remedy = "write one building for all copies, or one for each";
            vec![Err(Problem::at(entry.value, cause).remedy(remedy))]
        }
    };
    let mut buildings = Vec::new();
    for read in read {
        match read {
            Ok(building) => buildings.push(building),
            Err(problem) => draft.problems.push(problem),
        }
    }
    buildings
}

fn pantries(draft: &mut Draft<'_, '_>, lexicon: &Lexicon) -> Vec<PantryPlan> {
    let mut pantries = Vec::new();
    for (pantry, (name, shelves)) in (0..).zip(draft.parts.0.pantries.clone()) {
        let path = |key: &str| format!("pantry.{name}.{key}");
        let shelves = (0..).zip(&shelves).map(|(shelf, name)| ShelfPlan {
            rows: lexicon.rows(pantry, shelf).cloned(),
            ..shelf_plan(draft, &path(&format!("shelf.{name}")))
        });
        let shelves = shelves.collect();
        let building = draft.reference(&path("building"));
        pantries.push(PantryPlan {
            building,
            hatches: draft.get(&path("hatches")).count(),
            wage: draft.get(&path("wage")).cents(),
            take: draft.get(&path("take")).distribution(),
            put: draft.get(&path("put")).distribution(),
            durable: durable(draft, &path("durable")),
            copies: copies::copy(draft, &name),
            shelves,
        });
    }
    pantries
}

/// When what is written in a pantry is safe from a power cut.
fn durable(draft: &mut Draft<'_, '_>, path: &str) -> Durable {
    let Some(entry) = draft.written.get(path) else { return Durable::EveryWrite };
    let tells = Kind::Durable.tells();
    let read = text(entry.value, &tells).and_then(|words| match words {
        "every write" => Ok(Durable::EveryWrite),
        "never" => Ok(Durable::Never),
        _ => {
            let span = words.strip_prefix("every ").and_then(|span| units::duration_ns(span).ok());
            let every = span.map(|nanos| Durable::Every(Span(nanos)));
            every.ok_or_else(|| expected(entry.value, &tells))
        }
    });
    read.unwrap_or_else(|problem| {
        draft.problems.push(problem);
        Durable::EveryWrite
    })
}

fn shelf_plan(draft: &mut Draft<'_, '_>, path: &str) -> ShelfPlan {
    let count = |setting: &Setting| if let Setting::Count(count) = setting { *count } else { None };
    let stock = count(draft.get(&format!("{path}.stock")));
    let every = draft.get(&format!("{path}.restock.every")).span();
    let to = count(draft.get(&format!("{path}.restock.to")));
    let restock = match (every, to) {
        (Some(every), Some(to)) if every > Span::ZERO => Some(Restock { every, to }),
        (None, None) => None,
        _ => {
            let key = if every.is_some() { "every" } else { "to" };
            draft.complain(
                &format!("{path}.restock.{key}"),
                "restocking needs to know how often and up to how much",
                "write restock = { every = \"5m\", to = 100 }",
            );
            None
        }
    };
    ShelfPlan { stock, restock, rows: None }
}

fn partners(draft: &Draft<'_, '_>) -> Vec<PartnerPlan> {
    let partner = |name: String| {
        let get = |key: &str| draft.get(&format!("partner.{name}.{key}"));
        PartnerPlan {
            answers: get("answers").distribution(),
            fails: turns::share(get("fails")),
            at_once: get("at_once").count(),
            power: turns::partner_power(get("power")),
            fee: get("fee").cents(),
        }
    };
    draft.names("partner").into_iter().map(partner).collect()
}
