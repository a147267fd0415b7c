//! An invented county with sixty things to be linked to, for judging searches by. Four towns stand a few miles apart:
//! Stourcombe in the middle, Millbrook 4 miles east, Highmoor 8 miles north, Oldport 12 miles south-west.

use find::{Days, Entry, Point};
use jiff::civil::{Date, Weekday, date};
use uuid::Uuid;

/// The day the judged questions are asked on.
pub const TODAY: Date = date(2026, 3, 2);

/// Where a town is.
pub fn town(name: &str) -> Option<Point> {
    match name {
        "Stourcombe" => Point::new(51.00, -3.00),
        "Millbrook" => Point::new(51.00, -2.91),
        "Highmoor" => Point::new(51.115, -3.00),
        "Oldport" => Point::new(50.89, -3.20),
        _ => None,
    }
}

/// Name | organisation | description | topics | audience | place | days | marks.
/// Marks: free, paid, online, access, age=LOW-HIGH, lang=A+B, full, old (confirmed four years ago).
const ENTRIES: &str = "
Sunday Strollers|Stourcombe Ramblers|An easy two mile walk along the river, with a stop for tea.|Walking|Adults|Stourcombe|sun|free
Highmoor Health Walks|Active County|Short led walks at your own pace. Dogs welcome.|Walking;Health|Adults|Highmoor|tue|free
Oldport Coast Path Walkers|Oldport Walkers|Brisk walks of eight miles on the coast path.|Walking|Adults|Oldport|sat|free
Silver Steps|Age Together|Gentle walking for people over 60, flat paths, benches on the way.|Walking|Older people|Millbrook|wed|free access age=60-
Sunday Table|St Anne's Church|A shared lunch on Sundays for anyone who would like companionship. Nobody eats alone.|Companionship;Lunch club|Anyone|Stourcombe|sun|free access
Phone Friends|Good Neighbours|A weekly telephone befriending call from the same volunteer.|Befriending|Older people;Housebound people|County|mon,tue,wed,thu,fri|free online
Tea and Company|Millbrook Village Hall|Coffee morning with cake and a chat. New faces welcome.|Coffee morning|Anyone|Millbrook|thu|free access
Oldport Lunch Club|Age Together|Hot meal and company, transport can be arranged.|Lunch club|Older people|Oldport|tue,fri|paid access age=60-
Friendship Bench|Highmoor Hub|A drop in for friendship and games of dominoes.|Friendship;Games|Adults|Highmoor|mon|free
Citizens Advice Stourcombe|Citizens Advice|Debt advice, benefits advice, housing advice and help with forms.|Benefits advice;Debt advice;Housing advice|Anyone|Stourcombe|mon,tue,wed,thu,fri|free access
Money Matters|Oldport Community Trust|Budgeting, money advice and help when you are behind with bills.|Money advice;Debt advice|Adults|Oldport|wed|free
Warm Homes Line|County Energy|Energy advice by phone, fuel vouchers and draught proofing.|Energy advice|Householders|County|mon,tue,wed,thu,fri|free online
Stourcombe Food Bank|Churches Together|Emergency food parcels, no appointment.|Food bank|Anyone|Stourcombe|tue,fri|free
Millbrook Community Fridge|Millbrook Larder|Surplus food free to take, saving it from waste.|Community fridge|Anyone|Millbrook|mon,wed,sat|free
Open Door Night Shelter|Open Door|A bed and breakfast for people with nowhere to sleep, and housing advice.|Homelessness|Adults|Stourcombe|mon,tue,wed,thu,fri,sat,sun|free age=18-
Tenants' Advice|Shelter Here|Advice on rent, repairs and eviction.|Housing advice|Tenants|Oldport|thu|free
Handy Neighbours|Good Neighbours|Handyperson for small repairs and grab rails.|Home repairs|Older people|County|mon,tue,wed,thu,fri|paid
Steady On|County Physio|Strength and balance classes to help prevent falls.|Falls prevention;Exercise|Older people|Stourcombe|mon,thu|paid access age=65-
Chair Yoga|Yoga for All|Seated yoga, no experience needed.|Yoga;Exercise|Adults|Millbrook|tue|paid access
Highmoor Yoga|Yoga for All|Mixed ability hatha yoga.|Yoga|Adults|Highmoor|wed|paid
Oldport Tai Chi|Tai Chi South|Slow movements for balance and calm.|Tai chi|Adults|Oldport|mon|paid
Aquafit|Stourcombe Leisure Centre|Exercise in warm water.|Swimming;Exercise|Adults|Stourcombe|mon,wed,fri|paid access
Walking Football|Millbrook FC|Football at walking pace for men and women over 50.|Football;Sport|Adults|Millbrook|thu|paid age=50-
Couch to 5k|Stourcombe Striders|Learn to run in nine weeks.|Running|Adults|Stourcombe|tue,sat|free
Tea Dance|Oldport Ballroom|Ballroom dancing to a live band, with cake.|Dancing|Adults|Oldport|sun|paid
Quit Together|County Public Health|Help to stop smoking or vaping.|Stop smoking|Adults|County|mon,tue,wed,thu,fri|free online
Living With Pain|Pain Peers|A course on managing chronic pain.|Pain management|Adults|Stourcombe|wed|free
Breathe Easy|Lung Friends|For people with COPD and other lung conditions, with singing for lung health.|Lung health|Adults|Millbrook|fri|free access
Sugar Smart|County Public Health|Living well with type 2 diabetes.|Diabetes|Adults|Highmoor|thu|free
Talking Space|Mind County|Talking therapy and counselling for low mood and anxiety.|Mental health;Counselling|Adults|Stourcombe|mon,tue,wed,thu,fri|free online
Blue Skies|Highmoor Hub|Peer support for mental health: tea, talk, no pressure.|Mental health;Peer support|Adults|Highmoor|fri|free
Mindful Mondays|Oldport Calm|An hour of mindfulness and relaxation.|Mindfulness|Adults|Oldport|mon|paid
Good Grief Cafe|St Anne's Hospice|A place to talk after a bereavement.|Bereavement|Adults|Stourcombe|sat|free access
Listening Line|County Listeners|Someone to listen day and night, for anyone in crisis or thinking of suicide.|Crisis support|Anyone|County|mon,tue,wed,thu,fri,sat,sun|free online
Memory Cafe|Dementia Together|For people with dementia and those who care for them: music and cake.|Dementia|People with dementia;Carers|Stourcombe|tue|free access
Singing for the Brain|Dementia Together|Singing for people living with memory loss.|Dementia;Singing|People with dementia|Oldport|thu|free access
Carers' Circle|Carers County|Support for unpaid carers, with a sitting service while you come.|Carers|Carers|Millbrook|wed|free access
Young Carers' Club|Carers County|Games and trips for young carers.|Young carers|Young carers|Stourcombe|fri|free age=8-17
Respite at Home|Carers County|A trained sitter so that you can have a break.|Respite|Carers|County||paid
Autism Together|Spectrum South|Social evenings for autistic adults, quiet room available.|Autism|Autistic people|Stourcombe|wed|free access age=18-
Deaf Club|Oldport Deaf Association|Social club in British Sign Language.|Deaf people|Deaf people|Oldport|fri|free lang=British Sign Language
Sight Support|Vision County|Equipment, training and company for people with sight loss.|Sight loss|Blind people|Stourcombe|tue,thu|free access
Community Car Scheme|Good Neighbours|Volunteer drivers take you to hospital and the surgery.|Community transport|Anyone|County|mon,tue,wed,thu,fri|paid
Shopmobility|Stourcombe Council|Wheelchair and scooter hire in the town centre.|Mobility|Disabled people|Stourcombe|mon,tue,wed,thu,fri,sat|paid access
Little Acorns|Home Start County|Stay and play for babies and toddlers with their parents.|Baby group;Parenting|Parents|Highmoor|mon|free age=0-5
Parents Talk|Home Start County|A parenting course for when things are hard at home.|Parenting;Family support|Parents|Stourcombe|thu|free
Youth Zone|Oldport Youth|Pool, music and someone to talk to for young people.|Youth club|Young people|Oldport|fri|free age=11-18
Safe Haven|Haven County|Refuge and advice for people hurt or controlled by a partner.|Domestic abuse|Anyone|County|mon,tue,wed,thu,fri,sat,sun|free online
Sober Saturdays|Recovery Road|Coffee and activities for people in recovery from alcohol.|Alcohol;Recovery|Adults|Stourcombe|sat|free
Drug and Alcohol Service|Recovery Road|Help with drugs and drinking, no judgement.|Addiction;Alcohol|Adults|Millbrook|mon,tue,wed,thu,fri|free
Tablet Tuesdays|Stourcombe Library|Learn to use a tablet or smartphone and get online.|Digital skills|Adults|Stourcombe|tue|free access
Job Club|Oldport Community Trust|Help with your CV, applications and interviews.|Employment support|Adults|Oldport|mon,wed|free
English Conversation|Millbrook Library|Practise English with friendly volunteers.|ESOL|Adults|Millbrook|tue|free
Polish Families|Polska Millbrook|Advice and activities for Polish families.|Advice;Families|Families|Millbrook|sat|free lang=Polish+English
Allotment Friends|Green Stourcombe|Grow vegetables together, tools provided.|Gardening;Nature|Adults|Stourcombe|sat,sun|free
Highmoor Green Gym|Conservation County|Outdoor conservation work on the moor.|Nature;Conservation|Adults|Highmoor|thu|free
Shed in the Yard|Millbrook Men's Shed|Woodwork, mending and a brew.|Men's shed;Woodwork|Men|Millbrook|mon,thu|free
Knit and Natter|Oldport Library|Bring your knitting or learn to crochet.|Crafts|Adults|Oldport|wed|free access
Stourcombe Community Choir|Sing Stourcombe|Sing for pleasure, no auditions.|Singing|Adults|Stourcombe|thu|paid
Paint and Chat|Highmoor Arts|Watercolour painting for beginners.|Art|Adults|Highmoor|tue|paid
Volunteer Centre|Voluntary Action County|Find a way to help out near you.|Volunteering|Anyone|County|mon,tue,wed,thu,fri|free online
Welcome House|Refugee Friends|Support and friendship for refugees and people seeking asylum.|Refugees|Refugees|Stourcombe|mon,wed|free lang=Arabic+Farsi+English
Parkrun Oldport|Parkrun|A timed five kilometre run in the park.|Running|Anyone|Oldport|sat|free old
";

/// All entries.
pub fn entries() -> Vec<Entry> {
    ENTRIES.lines().filter(|line| !line.is_empty()).enumerate().map(|(at, line)| entry(at, line)).collect()
}

fn entry(at: usize, line: &str) -> Entry {
    let cells: Vec<&str> = line.split('|').collect();
    let [name, organization, description, topics, audience, place, days, marks] = cells[..] else {
        panic!("not eight cells: {line}")
    };
    let list = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
    let mut entry = Entry {
        id: Uuid::from_u128(at as u128 + 1),
        name: name.to_owned(),
        organization: organization.to_owned(),
        description: description.to_owned(),
        topics: list(topics),
        audience: list(audience),
        place: vec![place.to_owned()],
        at: town(place).into_iter().collect(),
        days: days.split(',').filter_map(day).collect::<Days>(),
        assured: Some(date(2026, 1, 10)),
        ..Entry::default()
    };
    // Languages hold spaces, so they come last on the line.
    let (marks, languages) = marks.split_once("lang=").unwrap_or((marks, ""));
    entry.languages = languages.split('+').filter(|l| !l.is_empty()).map(str::to_owned).collect();
    for mark in marks.split_whitespace() {
        match mark {
            "free" => entry.free = Some(true),
            "paid" => entry.free = Some(false),
            "online" => entry.online = true,
            "access" => entry.accessible = true,
            "old" => entry.assured = Some(date(2022, 1, 10)),
            _ => {
                let Some((low, high)) = mark.strip_prefix("age=").and_then(|ages| ages.split_once('-'))
                else {
                    panic!("not a mark: {mark}")
                };
                entry.ages = (low.parse().ok(), high.parse().ok());
            }
        }
    }
    entry
}

fn day(short: &str) -> Option<Weekday> {
    Some(match short {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}
