//! Where people live in England: towns with about as many people as they have, and points scattered over them.

use find::Point;

use crate::chance::Chance;

/// Name, latitude, longitude, thousands of people.
const TOWNS: &[(&str, f64, f64, u32)] = &[
    ("London", 51.510, -0.120, 8_900),
    ("Birmingham", 52.480, -1.900, 1_140),
    ("Manchester", 53.480, -2.240, 1_400),
    ("Leeds", 53.800, -1.550, 530),
    ("Sheffield", 53.380, -1.470, 560),
    ("Liverpool", 53.410, -2.980, 760),
    ("Bristol", 51.455, -2.590, 620),
    ("Newcastle upon Tyne", 54.975, -1.615, 800),
    ("Nottingham", 52.955, -1.150, 640),
    ("Leicester", 52.635, -1.135, 490),
    ("Bradford", 53.795, -1.755, 360),
    ("Coventry", 52.408, -1.510, 380),
    ("Kingston upon Hull", 53.744, -0.335, 310),
    ("Stoke-on-Trent", 53.003, -2.180, 370),
    ("Wolverhampton", 52.587, -2.128, 270),
    ("Plymouth", 50.371, -4.143, 260),
    ("Derby", 52.922, -1.476, 270),
    ("Southampton", 50.905, -1.404, 450),
    ("Portsmouth", 50.800, -1.087, 440),
    ("Brighton", 50.823, -0.137, 430),
    ("Bournemouth", 50.720, -1.880, 460),
    ("Middlesbrough", 54.575, -1.235, 380),
    ("Sunderland", 54.906, -1.381, 170),
    ("Reading", 51.454, -0.973, 320),
    ("Northampton", 52.237, -0.896, 230),
    ("Luton", 51.879, -0.418, 260),
    ("Milton Keynes", 52.041, -0.759, 250),
    ("Norwich", 52.628, 1.299, 210),
    ("Preston", 53.763, -2.703, 310),
    ("Swindon", 51.556, -1.780, 190),
    ("Oxford", 51.752, -1.258, 170),
    ("Cambridge", 52.205, 0.122, 160),
    ("Ipswich", 52.057, 1.148, 180),
    ("Peterborough", 52.570, -0.240, 180),
    ("York", 53.960, -1.087, 150),
    ("Gloucester", 51.864, -2.238, 150),
    ("Cheltenham", 51.899, -2.078, 118),
    ("Exeter", 50.722, -3.533, 130),
    ("Blackpool", 53.817, -3.036, 240),
    ("Bolton", 53.578, -2.429, 290),
    ("Huddersfield", 53.645, -1.785, 160),
    ("Doncaster", 53.522, -1.133, 160),
    ("Rotherham", 53.430, -1.357, 110),
    ("Barnsley", 53.553, -1.479, 95),
    ("Wakefield", 53.683, -1.499, 100),
    ("Halifax", 53.722, -1.858, 90),
    ("Chester", 53.190, -2.890, 88),
    ("Crewe", 53.099, -2.440, 75),
    ("Warrington", 53.390, -2.597, 175),
    ("Wigan", 53.545, -2.631, 105),
    ("Carlisle", 54.893, -2.932, 75),
    ("Lancaster", 54.047, -2.801, 52),
    ("Kendal", 54.328, -2.746, 29),
    ("Barrow-in-Furness", 54.111, -3.227, 56),
    ("Durham", 54.776, -1.575, 50),
    ("Darlington", 54.524, -1.553, 93),
    ("Harrogate", 53.992, -1.541, 76),
    ("Scarborough", 54.283, -0.400, 61),
    ("Grimsby", 53.567, -0.080, 135),
    ("Lincoln", 53.234, -0.538, 105),
    ("Boston", 52.978, -0.026, 45),
    ("King's Lynn", 52.754, 0.398, 48),
    ("Great Yarmouth", 52.608, 1.730, 70),
    ("Lowestoft", 52.475, 1.752, 71),
    ("Bury St Edmunds", 52.247, 0.711, 41),
    ("Colchester", 51.889, 0.904, 130),
    ("Chelmsford", 51.735, 0.469, 115),
    ("Southend-on-Sea", 51.538, 0.714, 295),
    ("Basildon", 51.576, 0.488, 145),
    ("Maidstone", 51.272, 0.529, 110),
    ("Medway", 51.388, 0.530, 245),
    ("Canterbury", 51.280, 1.079, 62),
    ("Dover", 51.129, 1.308, 42),
    ("Hastings", 50.855, 0.573, 130),
    ("Eastbourne", 50.768, 0.284, 110),
    ("Crawley", 51.109, -0.187, 180),
    ("Guildford", 51.236, -0.570, 78),
    ("Woking", 51.317, -0.559, 105),
    ("Basingstoke", 51.266, -1.087, 108),
    ("Winchester", 51.063, -1.309, 45),
    ("Salisbury", 51.069, -1.795, 45),
    ("Bath", 51.381, -2.359, 95),
    ("Taunton", 51.015, -3.101, 65),
    ("Bridgwater", 51.128, -3.004, 42),
    ("Yeovil", 50.942, -2.633, 47),
    ("Weymouth", 50.614, -2.458, 53),
    ("Torquay", 50.462, -3.525, 115),
    ("Barnstaple", 51.080, -4.058, 32),
    ("Truro", 50.263, -5.051, 21),
    ("Penzance", 50.119, -5.537, 21),
    ("Hereford", 52.057, -2.716, 61),
    ("Worcester", 52.192, -2.220, 102),
    ("Shrewsbury", 52.708, -2.754, 72),
    ("Telford", 52.678, -2.445, 155),
    ("Stafford", 52.807, -2.117, 70),
    ("Burton upon Trent", 52.803, -1.643, 75),
    ("Nuneaton", 52.523, -1.465, 90),
    ("Kettering", 52.399, -0.728, 63),
    ("Bedford", 52.136, -0.467, 110),
    ("Stevenage", 51.903, -0.202, 90),
    ("Watford", 51.656, -0.396, 130),
    ("Slough", 51.511, -0.595, 165),
    ("High Wycombe", 51.629, -0.749, 130),
    ("Aylesbury", 51.816, -0.813, 72),
    ("Banbury", 52.063, -1.339, 54),
    ("Blackburn", 53.748, -2.482, 120),
    ("Burnley", 53.789, -2.248, 79),
    ("Oldham", 53.541, -2.118, 110),
    ("Rochdale", 53.614, -2.161, 111),
    ("Macclesfield", 53.260, -2.127, 54),
    ("Chesterfield", 53.235, -1.421, 90),
    ("Mansfield", 53.144, -1.196, 80),
    ("Newark-on-Trent", 53.076, -0.808, 31),
    ("Hexham", 54.971, -2.101, 12),
    ("Alnwick", 55.413, -1.706, 9),
    ("Berwick-upon-Tweed", 55.770, -2.005, 13),
    ("Whitby", 54.486, -0.613, 13),
    ("Ludlow", 52.367, -2.717, 11),
    ("Bude", 50.829, -4.545, 10),
];

/// Somewhere in England, as likely as somebody lives there.
pub struct Place {
    pub town: &'static str,
    pub point: Point,
}

pub fn somewhere(chance: &mut Chance) -> Place {
    let people: u32 = TOWNS.iter().map(|(.., people)| people).sum();
    let mut at = chance.below(u64::from(people)) as u32;
    let (town, lat, lon, people) = *TOWNS
        .iter()
        .find(|(.., people)| {
            let here = at < *people;
            at = at.saturating_sub(*people);
            here
        })
        .unwrap_or(&TOWNS[0]);
    // One in five lives in the country around; a town is as wide as its people need.
    let kilometres = if chance.one_in(5) { 14.0 } else { 0.20 * f64::from(people).sqrt() * 0.7 };
    let (north, east) = chance.round_about();
    // A postcode's place is known to the sixth decimal.
    let fine = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let point = Point::new(fine(lat + north * kilometres / 111.2), fine(lon + east * kilometres / 68.0));
    Place { town, point: point.unwrap_or_else(|| Point::new(lat, lon).expect("a town is on earth")) }
}
