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
