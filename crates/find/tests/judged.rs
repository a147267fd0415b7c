//! Thirty-odd questions in people's own words, each with what a good link worker would want first.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its index should stop there")]

mod county;

use std::collections::HashMap;

use find::{Index, Query};

/// Question; from which town (or ""); what fits, best grade first as `3:`, `2:`, `1:`.
const JUDGED: &str = "
walking||3:Sunday Strollers,Highmoor Health Walks,Oldport Coast Path Walkers,Silver Steps;1:Walking Football
wlaking||3:Sunday Strollers,Highmoor Health Walks,Oldport Coast Path Walkers,Silver Steps;1:Walking Football
company on Sundays||3:Sunday Table;1:Tea Dance,Sunday Strollers
walking for over 60s||3:Silver Steps;2:Sunday Strollers,Highmoor Health Walks;1:Oldport Coast Path Walkers,Walking Football
i feel lonely||3:Phone Friends,Sunday Table,Tea and Company,Friendship Bench;2:Oldport Lunch Club;1:Welcome House,Good Grief Cafe,Autism Together
someone to talk to||3:Youth Zone,Phone Friends,Sunday Table,Tea and Company,Friendship Bench;2:Oldport Lunch Club,Listening Line;1:Welcome House,English Conversation,Good Grief Cafe
help with forms||3:Citizens Advice Stourcombe
debt||3:Citizens Advice Stourcombe,Money Matters
behind with rent||3:Money Matters,Citizens Advice Stourcombe;2:Tenants' Advice
nowhere to sleep||3:Open Door Night Shelter;2:Citizens Advice Stourcombe,Tenants' Advice
no food in the house||3:Stourcombe Food Bank,Millbrook Community Fridge;1:Sunday Table
cant afford food near Millbrook||3:Millbrook Community Fridge;2:Stourcombe Food Bank
heating bill||3:Warm Homes Line
yoga with a wheelchair||3:Chair Yoga;2:Highmoor Yoga
yoga near Highmoor||3:Highmoor Yoga;2:Chair Yoga
gentle exercise||3:Chair Yoga,Steady On;2:Aquafit,Oldport Tai Chi;1:Silver Steps
im scared of falling||3:Steady On;1:Oldport Tai Chi
stop smoking||3:Quit Together
feeling low||3:Talking Space,Blue Skies;1:Listening Line,Mindful Mondays
depresion and anxeity||3:Talking Space;2:Blue Skies;1:Mindful Mondays
my husband died||3:Good Grief Cafe
lost my wife||3:Good Grief Cafe
mum keeps forgetting things||3:Memory Cafe,Singing for the Brain
a break from caring||3:Respite at Home;2:Carers' Circle;1:Memory Cafe
lift to hospital||3:Community Car Scheme
something in Polish||3:Polish Families
sign language||3:Deaf Club
baby group free||3:Little Acorns
he hits me||3:Safe Haven
drinking too much||3:Drug and Alcohol Service,Sober Saturdays
get online||3:Tablet Tuesdays
learn english||3:English Conversation
gardning||3:Allotment Friends;2:Highmoor Green Gym
making things with my hands||3:Shed in the Yard;2:Knit and Natter
singing|Oldport|3:Singing for the Brain,Stourcombe Community Choir;2:Breathe Easy
walks|Highmoor|3:Highmoor Health Walks;2:Sunday Strollers,Silver Steps;1:Oldport Coast Path Walkers
want to die||3:Listening Line;2:Talking Space;1:Blue Skies
men's shed||3:Shed in the Yard
out of work||3:Job Club
running on saturday||3:Couch to 5k,Parkrun Oldport
";

fn gain(grade: u8, at: usize) -> f64 {
    (f64::from(2u8.pow(grade.into())) - 1.0) / (at as f64 + 2.0).log2()
}

/// Normalised discounted cumulative gain over the first ten.
fn ndcg(order: &[&str], grades: &HashMap<&str, u8>) -> f64 {
    let got: f64 =
        order.iter().take(10).enumerate().map(|(at, name)| gain(*grades.get(name).unwrap_or(&0), at)).sum();
    let mut best: Vec<u8> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal: f64 = best.iter().take(10).enumerate().map(|(at, grade)| gain(*grade, at)).sum();
    got / ideal
}

fn grades(text: &str) -> HashMap<&str, u8> {
    text.split(';')
        .filter_map(|part| part.split_once(':'))
        .flat_map(|(grade, names)| names.split(',').map(move |name| (name, grade.parse().unwrap())))
        .collect()
}

#[test]
fn judged_questions_find_what_fits() {
    let entries = county::entries();
    let names: HashMap<_, _> = entries.iter().map(|e| (e.id, e.name.as_str())).collect();
    let index = Index::build(entries.clone()).unwrap();
    let mut scores = Vec::new();
    for line in JUDGED.lines().filter(|line| !line.is_empty()) {
        let [words, from, judged] = line.split('|').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let grades = grades(judged);
        assert!(grades.keys().all(|name| names.values().any(|n| n == name)), "unknown name in: {line}");
        let query = Query { near: county::town(from), today: Some(county::TODAY), ..Query::words(words) };
        let found = index.search(&query);
        let order: Vec<&str> = found.hits.iter().map(|hit| names[&hit.id]).collect();
        let score = ndcg(&order, &grades);
        println!("{score:.3}  {words}  → {}", order.iter().take(5).copied().collect::<Vec<_>>().join(" · "));
        scores.push(score);
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("mean nDCG@10 {mean:.3} over {} questions", scores.len());
    assert!(scores.len() >= 30);
    assert!(mean >= 0.85, "{mean}");
}
