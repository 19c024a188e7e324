//! What the law fixes, as data with the years for which it holds.

/// The official days off the binary carries: year and file.
pub const HOLIDAYS: &[(i32, &str)] = &[
    (2020, include_str!("holidays/2020.toml")),
    (2021, include_str!("holidays/2021.toml")),
    (2022, include_str!("holidays/2022.toml")),
    (2023, include_str!("holidays/2023.toml")),
    (2024, include_str!("holidays/2024.toml")),
    (2025, include_str!("holidays/2025.toml")),
    (2026, include_str!("holidays/2026.toml")),
];

/// The forms of the annexes the binary carries, in the order in which they are attached: name and file.
pub const FORMS: &[(&str, &str)] = &[
    ("ii-06a", include_str!("forms/ii-06a.toml")),
    ("units", include_str!("forms/units.toml")),
    ("ii-07b", include_str!("forms/ii-07b.toml")),
    ("lateness", include_str!("forms/lateness.toml")),
    ("feedback", include_str!("forms/feedback.toml")),
    ("feedback-open", include_str!("forms/feedback-open.toml")),
    ("online", include_str!("forms/online.toml")),
    ("review", include_str!("forms/review.toml")),
    ("publication", include_str!("forms/publication.toml")),
    ("plan", include_str!("forms/plan.toml")),
    ("late-dossiers", include_str!("forms/late-dossiers.toml")),
];

/// The outline of the periodic report.
pub const OUTLINE: &str = include_str!("outline.toml");

/// The indicators, points and classes of evaluations, with their validity.
pub const EVALUATION: &str = include_str!("evaluation.toml");

/// The acts that plans cite, with their validity.
pub const ACTS: &str = include_str!("acts.toml");
