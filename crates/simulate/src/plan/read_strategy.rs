//! Reading strategies: their teams and posts. Every place has exactly one team in each.

use toml::de::DeTable;

use super::{
    Host, Item, Model, Part, Payer, Place, Post, Role, Strategy, Team,
    read::NEAR,
    read_funding,
    reading::{Fields, Reader, nearest, number_of, shown},
};

/// What the rest of the plan says, which strategies must fit.
pub(super) struct Around<'a> {
    pub(super) places: &'a [Place],
    pub(super) services: &'a [Part],
    pub(super) months: u32,
}

pub(super) fn strategies(
    r: &mut Reader,
    top: &mut Fields<'_, '_>,
    places: &[Place],
    services: &[Part],
    months: u32,
) -> Vec<Strategy> {
    let around = Around { places, services, months };
    let tables = top.tables(r, "strategy");
    if tables.is_empty() || tables.len() > 20 {
        top.missing(r, "strategy", "Add from 1 to 20 of [[strategy]], each with name, model and teams.");
    }
    let mut strategies: Vec<Strategy> = Vec::new();
    for (table, span) in tables.into_iter().take(20) {
        let fields = Fields::new(table, span.clone(), "[[strategy]]");
        let Some(strategy) = strategy(r, fields, &around) else { continue };
        if strategies.iter().any(|it| it.name == strategy.name) {
            r.wrong(span, format!("There are two strategies called “{}”.", strategy.name), "Name each once.");
        } else {
            strategies.push(strategy);
        }
    }
    strategies
}

fn strategy(r: &mut Reader, mut f: Fields<'_, '_>, around: &Around<'_>) -> Option<Strategy> {
    let name = f.text(r, "name");
    match &name {
        Some(name) => f.title = format!("“{name}”"),
        None if f.spot("name").is_none() => f.missing(r, "name", "Add name = \"…\"."),
        None => {}
    }
    let model = f.choice(r, "model", [("quilt", Model::Quilt), ("blanket", Model::Blanket)]);
    if f.spot("model").is_none() {
        f.missing(r, "model", "Add model = \"quilt\" or \"blanket\".");
    }
    let pays = pays(r, &mut f);
    let mut teams = Vec::new();
    let tables = f.tables(r, "team");
    let mut whole = !tables.is_empty() && tables.len() <= 2_000;
    if !whole {
        f.missing(r, "team", "Add from 1 to 2000 of [[strategy.team]], each with places and link_workers.");
    }
    for (table, span) in tables.into_iter().take(2_000) {
        let team = team(r, Fields::new(table, span, "a team"), around);
        // A team with a place nobody knows may have meant any of them.
        whole &= team.is_some();
        teams.extend(team);
    }
    if whole {
        every_place_once(r, &f, &teams, around);
    }
    let funding = read_funding::funding(r, &mut f, around);
    f.finish(r);
    Some(Strategy { name: name?, model: model?, teams, pays, funding })
}

fn every_place_once(r: &mut Reader, f: &Fields<'_, '_>, teams: &[Team], around: &Around<'_>) {
    let mut times = vec![0u32; around.places.len()];
    for place in teams.iter().flat_map(|team| &team.places) {
        times[*place] += 1;
    }
    for (place, times) in around.places.iter().zip(times) {
        if times != 1 {
            r.wrong(
                f.span.clone(),
                format!("In {}, “{}” has {times} teams.", f.title, place.name),
                "Name it in the places of exactly one team.",
            );
        }
    }
}

fn team(r: &mut Reader, mut f: Fields<'_, '_>, around: &Around<'_>) -> Option<Team> {
    let name = f.text(r, "name").unwrap_or_else(|| "Team".to_owned());
    f.title = format!("the team “{name}”");
    let host = f.choice(r, "host", Host::ALL.map(|host| (host.name(), host))).unwrap_or(Host::Gp);
    let (mut places, mut known) = (Vec::new(), true);
    if f.spot("places").is_none() {
        places = (0..around.places.len()).collect();
    }
    for spot in f.list(r, "places") {
        let said = spot.get_ref().as_str().unwrap_or_default();
        match around.places.iter().position(|place| place.name == said) {
            Some(place) => places.push(place),
            None => {
                known = false;
                let known: Vec<&str> = around.places.iter().map(|place| place.name.as_str()).collect();
                r.wrong(spot.span(), format!("There is no place “{}”.", shown(said)), nearest(said, &known));
            }
        }
    }
    let ramp_months = f.number(r, "ramp_months", 0.0, 240.0);
    let mut posts = Vec::new();
    for (key, role) in [("link_workers", Role::LinkWorker), ("builders", Role::Builder)] {
        if let Some(wte) = f.number(r, key, 0.0, 10_000.0).filter(|wte| *wte > 0.0) {
            posts.push(Post { role, wte, from: 0, to: around.months });
        }
    }
    for (table, span) in f.tables(r, "posts") {
        posts.extend(post(r, Fields::new(table, span, "a post"), around.months));
    }
    f.finish(r);
    known.then_some(Team { name, host, places, posts, ramp_months })
}

fn post(r: &mut Reader, mut f: Fields<'_, '_>, months: u32) -> Option<Post> {
    let role = f.choice(r, "role", [("link worker", Role::LinkWorker), ("builder", Role::Builder)]);
    let wte = f.number(r, "wte", 0.0, 10_000.0);
    for key in ["role", "wte"] {
        if f.spot(if key == "role" { "role" } else { "wte" }).is_none() {
            f.missing(r, key, "Add it: { role = \"link worker\", wte = 2, from = 12 }.");
        }
    }
    let from = f.whole(r, "from", 0, u64::from(months)).unwrap_or(0) as u32;
    let to = f.whole(r, "to", 0, 1_200).unwrap_or(u64::from(months)) as u32;
    if from >= to {
        r.wrong(
            f.span.clone(),
            format!("A post runs from month {from} to month {to}."),
            "Let it begin before it ends.",
        );
    }
    f.finish(r);
    Some(Post { role: role?, wte: wte?, from, to: to.min(months) }).filter(|post| post.from < post.to)
}

/// Who pays when a plan does not say.
const USUAL: [(Item, Payer); 6] = [
    (Item::Setup, Payer::Icb),
    (Item::LinkWorkers, Payer::Practices),
    (Item::Builders, Payer::Council),
    (Item::Seats, Payer::Vcse),
    (Item::Groups, Payer::Council),
    (Item::Running, Payer::Icb),
];

fn pays(r: &mut Reader, f: &mut Fields<'_, '_>) -> [[f64; 8]; 6] {
    let mut pays = [[0.0; 8]; 6];
    for (item, payer) in USUAL {
        pays[item.at()][payer.at()] = 1.0;
    }
    let Some((table, span)) = f.table(r, "pays") else { return pays };
    let mut fields = Fields::new(table, span, "“pays”");
    for item in Item::ALL {
        if let Some((table, span)) = fields.table(r, item.name()) {
            pays[item.at()] = shares(r, table, span, item.name());
        }
    }
    fields.finish(r);
    pays
}

fn shares(r: &mut Reader, table: &DeTable<'_>, span: std::ops::Range<usize>, item: &str) -> [f64; 8] {
    let mut shares = [0.0; 8];
    for (key, spot) in table {
        let said: &str = key.get_ref();
        let payer = Payer::ALL.iter().find(|payer| payer.name() == said && **payer != Payer::Investor);
        match (payer, number_of(spot.get_ref()).filter(|it| (0.0..=1.0).contains(it))) {
            (Some(payer), Some(share)) => shares[payer.at()] = share,
            (None, _) => {
                let known: Vec<&str> = Payer::ALL.iter().map(|payer| payer.name()).collect();
                r.wrong(spot.span(), format!("“{}” pays for nothing.", shown(said)), nearest(said, &known));
            }
            (_, None) => r.wrong(spot.span(), "This is not a share.", "Give a number from 0 to 1."),
        }
    }
    let sum: f64 = shares.iter().sum();
    if (sum - 1.0).abs() > NEAR {
        r.wrong(
            span,
            format!("Those who pay for “{item}” pay {sum} of it, not all."),
            "Let the shares add up to 1.",
        );
    }
    shares
}
