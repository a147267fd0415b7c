//! What a group is about, and the words people type when they look for one: the thread between a person's
//! step and the directory.

macro_rules! topics {
    ($($name:ident $key:literal $label:literal [$($search:literal),+ $(,)?])+) => {
        /// A kind of group or service.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic { $(#[doc = $label] $name),+ }

        impl Topic {
            /// Every topic.
            pub const ALL: &'static [Topic] = &[$(Topic::$name),+];

            /// A short key for storage and filters, such as "talking-cafe".
            pub fn key(self) -> &'static str {
                match self { $(Topic::$name => $key),+ }
            }

            /// The kind in plain words, such as "Talking café".
            pub fn label(self) -> &'static str {
                match self { $(Topic::$name => $label),+ }
            }

            /// What people type when they look for it.
            pub fn searches(self) -> &'static [&'static str] {
                match self { $(Topic::$name => &[$($search),+]),+ }
            }
        }
    };
}

topics! {
    TalkingCafe "talking-cafe" "Talking café" ["company near me", "somewhere for a cup of tea and a chat", "coffee morning", "meet people"]
    MensShed "mens-shed" "Shed and workshop" ["woodwork", "men's shed", "somewhere to make things", "workshop"]
    Allotment "allotment" "Shared allotment" ["allotment", "growing vegetables with others", "outdoors with my hands"]
    Carers "carers" "Carers' circle" ["help for carers", "other carers to talk to", "looking after my husband", "carers group"]
    DebtAdvice "debt-advice" "Debt and money advice" ["debt", "help with debts", "behind with the rent", "bailiffs letter"]
    WalkingFootball "walking-football" "Walking football" ["walking football", "sport over 50", "football for fun"]
    MemoryCafe "memory-cafe" "Memory café" ["memory", "dementia café", "forgetting things", "memory cafe"]
    Crafts "crafts" "Craft and natter" ["knitting", "crafts", "sewing", "knit and natter"]
    Choir "choir" "Singing for all" ["singing", "choir no auditions", "singing for breathing"]
    LunchClub "lunch-club" "Lunch club" ["lunch club", "hot meal with company", "sunday lunch", "someone to eat with"]
    CommunityCar "community-car" "Community car" ["lift to hospital", "community car", "no bus", "transport"]
    DigitalHelp "digital-help" "Digital help" ["help with my phone", "computer for beginners", "tablet", "getting online"]
    WarmHub "warm-hub" "Warm hub" ["warm space", "somewhere warm", "soup", "drop in"]
    ParentToddler "parent-toddler" "Parent and toddler" ["toddler group", "baby group", "playgroup", "stay and play"]
    Swimming "swimming" "Swimming sessions" ["swimming", "quiet swim", "warm pool", "aqua class"]
    TaiChi "tai-chi" "Tai chi" ["tai chi", "gentle exercise", "balance", "chair yoga"]
    RepairCafe "repair-cafe" "Repair café" ["repair cafe", "mend things", "fix a lamp", "volunteering with tools"]
    Bereavement "bereavement" "Bereavement group" ["bereavement", "grief", "lost my wife", "widowed"]
    English "english" "English conversation" ["english lessons", "speak english", "ESOL", "conversation english"]
    FoodPantry "food-pantry" "Food pantry" ["food bank", "pantry", "cheap food", "help with food"]
    BookGroup "book-group" "Book group" ["book group", "reading", "books and chat"]
    Gardening "gardening" "Gardening together" ["gardening", "community garden", "help in a garden", "plants"]
    Volunteering "volunteering" "Volunteering hub" ["volunteering", "be useful", "give something back", "charity shop"]
    PhoneFriend "phone-friend" "Befriending by phone" ["someone to ring me", "telephone befriending", "phone friend"]
    HomeVisitor "home-visitor" "Befriending at home" ["visitor at home", "befriender", "company at home"]
    HealthWalk "health-walk" "Short walks" ["walking group", "short walks", "health walk", "walk and talk"]
    SeatedExercise "seated-exercise" "Seated exercise" ["chair exercise", "keep moving sitting down", "strong and steady", "falls"]
    BenefitsAdvice "benefits-advice" "Benefits advice" ["PIP form", "universal credit", "attendance allowance", "help with forms"]
    HousingAdvice "housing-advice" "Housing advice" ["housing", "damp and mould", "landlord", "notice to leave"]
    EnergyAdvice "energy-advice" "Energy advice" ["gas bill", "heating", "prepayment meter", "energy bills"]
    SightLoss "sight-loss" "Sight loss social" ["sight loss", "macular", "talking books", "blind"]
    HearingHelp "hearing-help" "Hearing help" ["hearing aid batteries", "lip reading", "hard of hearing", "hearing loop"]
    Veterans "veterans" "Veterans' breakfast" ["veterans", "ex forces", "army", "armed forces breakfast"]
    Farmers "farmers" "Farming friends" ["farmers", "farming help", "market day breakfast", "rural support"]
    YoungPeople "young-people" "Young people's space" ["young people", "18 to 25", "youth", "games night"]
    PeerSupport "peer-support" "Peer support" ["low mood", "depression group", "anxiety", "people who understand"]
    DrinkLess "drink-less" "Drinking less" ["drinking less", "alcohol", "sober", "cut down drinking"]
    CookTogether "cook-together" "Cooking together" ["cooking for one", "learn to cook", "cookery", "eating well"]
    PainGroup "pain-group" "Living with pain" ["pain group", "fibromyalgia", "back pain", "arthritis"]
    Declutter "declutter" "Sorting and clearing" ["clutter", "sorting out the house", "hoarding", "clearing help"]
    Mediation "mediation" "Neighbours' mediation" ["neighbours", "noise", "mediation", "dispute"]
    HomeFromHospital "home-from-hospital" "Home from hospital" ["home from hospital", "shopping after an operation", "help after hospital"]
    WorkClub "work-club" "Work club" ["job club", "CV", "getting back to work", "redundancy"]
    Art "art" "Art for wellbeing" ["art class", "painting", "pottery", "drawing"]
    Music "music" "Making music" ["ukulele", "drumming", "music group", "band"]
    Dance "dance" "Dancing" ["dancing", "tea dance", "line dancing"]
    Games "games" "Games and cards" ["board games", "cards", "skittles", "chess", "bingo"]
    Nature "nature" "Nature volunteers" ["nature", "hedge laying", "conservation", "wildlife"]
    History "history" "Local history" ["local history", "old photographs", "talks"]
    NewParents "new-parents" "New parents' support" ["new mum", "breastfeeding", "parents to talk to", "postnatal"]
    Welcome "welcome" "Welcome to new neighbours" ["refugee support", "new to the area", "welcome group", "meet local families"]
    Active "active" "Getting active" ["lose weight", "get active", "exercise for beginners", "couch to 5k"]
    Breathing "breathing" "Breathing easier" ["COPD", "breathless", "lung group"]
    LgbtSocial "lgbt-social" "LGBTQ+ social" ["lgbt", "gay social", "trans support"]
    LearningDisability "learning-disability" "Friends with a learning disability" ["learning disability", "social club", "friends club"]
    Autism "autism" "Autistic adults' meet-up" ["autism", "autistic adults", "quiet group", "neurodivergent"]
    Handyperson "handyperson" "Handyperson" ["grab rail", "small jobs", "handyman", "key safe"]
    DogWalking "dog-walking" "Dogs and company" ["dog walking", "walk my dog", "pets"]
    Film "film" "Village film afternoons" ["film club", "cinema", "afternoon film"]
    Cycling "cycling" "Easy cycling" ["cycling", "bike", "learn to ride"]
    Separated "separated" "Starting again" ["divorce", "separated", "single again", "dads"]
}
