//! Dossier logs by a sweep and by a scan: the same dossiers, figures, findings and ids. The first two bytes say how long a
//! piece is and how many read; logs are parted by the byte 0x1c.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/sweep/both.rs"]
mod both;
#[path = "../../tests/sweep/office.rs"]
mod office;

use office::Office;

fuzz_target!(|input: &[u8]| {
    let [length, readers, bytes @ ..] = input else { return };
    let office = if readers & 4 == 0 { Office::new() } else { Office::without_catalogue() };
    let logs: Vec<Vec<u8>> = bytes.split(|&byte| byte == 0x1c).map(<[u8]>::to_vec).collect();
    let cut = (1 + usize::from(*length) * 3, 1 + usize::from(readers % 4));
    both::check(&logs, &office, [cut, (64, 1)]);
});
