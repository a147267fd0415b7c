//! Plans: how many link workers and builders, where and hosted by whom; how long people would wait, what it costs
//! whom, and what is honestly gained. The model is the leaf `simulate`; here a plan is kept, tried, told and shared.
