//! `-D`, `-W` and `-A` of `check`, in the order in which they were given.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::diag::{Code, Levels, Setting, Target};

/// The options: id, letter, setting, help.
const OPTIONS: [(&str, char, Setting, &str); 3] = [
    (
        "deny",
        'D',
        Setting::Deny,
        "Coi mã này là lỗi: K0405, unknown-procedure, hoặc warnings (mọi cảnh báo); dùng nhiều lần được",
    ),
    ("warn", 'W', Setting::Warn, "Coi mã này là cảnh báo"),
    ("allow", 'A', Setting::Allow, "Bỏ qua mã này; của -D, -W, -A thì cái viết sau cùng có hiệu lực"),
];

/// The options of a command line.
#[derive(Clone, Debug)]
pub(super) struct LevelArgs {
    /// What they ask for.
    pub levels: Levels,
}

impl FromArgMatches for LevelArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut given = Vec::new();
        for (id, _, setting, _) in OPTIONS {
            let places = matches.indices_of(id).into_iter().flatten();
            let targets = matches.get_many::<Target>(id).into_iter().flatten();
            given.extend(places.zip(targets).map(|(place, &target)| (place, (target, setting))));
        }
        given.sort_by_key(|&(place, _)| place);
        let options = given.into_iter().map(|(_, option)| option);
        Ok(Self { levels: Levels::new(options.collect()) })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for LevelArgs {
    fn augment_args(command: Command) -> Command {
        let args = OPTIONS.map(|(id, letter, _, help)| {
            let arg = Arg::new(id).short(letter).value_name("MÃ").help(help);
            arg.action(ArgAction::Append).value_parser(parse_target)
        });
        command.args(args)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Reads a number, a name or `warnings`.
fn parse_target(word: &str) -> Result<Target, String> {
    if word == "warnings" {
        return Ok(Target::Warnings);
    }
    Code::find(word).map(Target::Code).ok_or_else(|| {
        Code::nearest(word).map_or_else(
            || "không có mã này; mã có dạng K0405, unknown-procedure hoặc warnings".to_owned(),
            |near| format!("không có mã này (có phải ý bạn là «{near}»?)"),
        )
    })
}
