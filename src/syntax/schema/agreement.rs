//! Proves that schemas and readers agree: both accept the same files, and both know the same keys.
//!
//! From each schema a file with every key is made; each change of it that can be thought of (a key left out, one too
//! many, a value of another type, out of bounds, of another word) must please or displease both sides alike.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value as Json;
use toml::{Table, Value};

use super::{SCHEMAS, Schema};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::unit::Units;
use crate::syntax::source::Source;
use crate::syntax::{config, exemptions, form, holidays, outline, plan, profile, units};

/// The year of all sample files.
const YEAR: i32 = 2021;

/// Reads a text as a kind of file; returns what is found; `None` for a kind that nothing reads yet.
fn read(name: &str, text: &str) -> Option<Vec<Diagnostic>> {
    let source = Source::new(Arc::from("x.toml"), text);
    let mut sink = Sink::new();
    match name {
        "config" => drop(config::read_config(&source, &mut sink)),
        "units" => drop(units::read_units(&source, &mut sink)),
        "plan" => drop(plan::read_cover(&source, YEAR, &mut sink)),
        "section" => drop(plan::read_section(&source, "A-I", YEAR, &Units::default(), &mut sink)),
        "holidays" => drop(holidays::read_holidays(&source, YEAR, &mut sink)),
        "exemptions" => drop(exemptions::read_exemptions(&source, &mut sink)),
        "form" => drop(form::read_form(&source, &mut sink)),
        "outline" => drop(outline::read_outline(&source, &mut sink)),
        "profile" => drop(profile::read_profile(&source, &mut sink)),
        _ => return None,
    }
    Some(sink.into_findings())
}

/// The findings that say that a file has not the shape of its kind.
fn refusals(name: &str, file: &Table) -> Option<Vec<Diagnostic>> {
    let shape =
        [Code::UnknownKey, Code::MissingKey, Code::WrongValue, Code::NewerSchema, Code::ValueOutsideList];
    let mut findings = read(name, &file.to_string())?;
    findings.retain(|finding| shape.contains(&finding.code));
    Some(findings)
}

/// How many different samples show every key of a schema: one for each kind of schedule or of rows.
fn variants(schema: &Json) -> usize {
    let own = schema["allOf"].as_array().map_or(1, Vec::len);
    let inner = schema["properties"].as_object().into_iter().flat_map(|map| map.values());
    inner.chain(schema.get("items")).map(variants).chain([own]).max().unwrap_or(1)
}

/// A value that a schema describes, with every key that may be there.
fn sample(schema: &Json, variant: usize) -> Value {
    let first = schema["examples"].get(0).or_else(|| schema["enum"].get(0));
    match schema["type"].as_str().unwrap_or_default() {
        "string" if schema["format"] == "date" => Value::Datetime("2021-05-04".parse().unwrap()),
        "string" => Value::String(first.and_then(Json::as_str).unwrap_or("x").to_owned()),
        "boolean" => Value::Boolean(true),
        "integer" => Value::Integer(first.unwrap_or(&schema["maximum"]).as_i64().unwrap()),
        "array" => Value::Array(vec![sample(&schema["items"], variant)]),
        "object" => Value::Table(sample_table(schema, variant)),
        other => panic!("{other}: {schema}"),
    }
}

fn sample_table(schema: &Json, variant: usize) -> Table {
    let Some(properties) = schema["properties"].as_object() else {
        return Table::from_iter([(
            "của nguồn".to_owned(),
            sample(&schema["additionalProperties"], variant),
        )]);
    };
    let mut table = Table::new();
    for (key, of) in properties {
        table.insert(key.clone(), sample(of, variant));
    }
    let rule = &schema["allOf"][variant];
    for (key, of) in rule["if"]["properties"].as_object().into_iter().flatten() {
        table.insert(key.clone(), sample_word(of));
    }
    table.retain(|key, _| holds(&rule["then"]["propertyNames"], &Value::from(key)));
    suit(&mut table, &rule["then"]);
    table
}

fn sample_word(schema: &Json) -> Value {
    Value::String(schema["enum"][0].as_str().unwrap().to_owned())
}

/// Takes the first word wherever a rule leaves a choice.
fn suit(table: &mut Table, rule: &Json) {
    for (key, value) in table {
        let of = &rule["properties"][key.as_str()];
        match value {
            Value::Array(list) => {
                list.iter_mut().filter_map(Value::as_table_mut).for_each(|item| suit(item, &of["items"]));
            }
            Value::String(_) if of["enum"].is_array() => *value = sample_word(of),
            _ => {}
        }
    }
}

/// Tells whether a value is as a schema says, as far as our schemas use the language (patterns excepted: codes are
/// the business of other findings).
fn holds(schema: &Json, value: &Value) -> bool {
    let word = || value.as_str().map_or_else(|| Json::from(value.as_integer()), Json::from);
    let of_type = match schema["type"].as_str() {
        None => true,
        Some("string") if schema["format"] == "date" => value.is_datetime(),
        Some("string") => value.is_str(),
        Some("boolean") => value.is_bool(),
        Some("integer") => value.is_integer(),
        Some("array") => value.is_array(),
        Some("object") => value.is_table(),
        Some(other) => panic!("{other}"),
    };
    let number = value.as_integer();
    let flag = value.as_bool().map(Json::from);
    of_type
        && schema["enum"].as_array().is_none_or(|words| words.contains(&flag.unwrap_or_else(word)))
        && schema["minimum"].as_i64().is_none_or(|least| number.is_none_or(|number| number >= least))
        && schema["maximum"].as_i64().is_none_or(|most| number.is_none_or(|number| number <= most))
        && !(schema["minLength"] == 1 && value.as_str() == Some(""))
        && value.as_array().is_none_or(|list| list_holds(schema, list))
        && value.as_table().is_none_or(|table| table_holds(schema, table, value))
}

fn list_holds(schema: &Json, list: &[Value]) -> bool {
    let enough = schema["minItems"].as_u64().is_none_or(|least| list.len() as u64 >= least);
    let distinct = schema["uniqueItems"] != true || (1..list.len()).all(|at| !list[..at].contains(&list[at]));
    enough && distinct && schema.get("items").is_none_or(|of| list.iter().all(|item| holds(of, item)))
}

fn table_holds(schema: &Json, table: &Table, value: &Value) -> bool {
    let required = schema["required"].as_array().into_iter().flatten();
    let rules = schema["allOf"].as_array().into_iter().flatten();
    let names = &schema["propertyNames"];
    let fits = |(key, value): (&String, &Value)| {
        let other = || &schema["additionalProperties"];
        let of = schema["properties"].get(key).unwrap_or_else(other);
        *of != false && holds(of, value) && (names.is_null() || holds(names, &Value::String(key.clone())))
    };
    required.into_iter().all(|key| table.contains_key(key.as_str().unwrap()))
        && table.iter().all(fits)
        && rules.into_iter().all(|rule| !holds(&rule["if"], value) || holds(&rule["then"], value))
}

/// The tables of a schema whose keys are fixed, as the keys that lead to them.
fn tables<'s>(schema: &'s Json, path: &[&'s str], found: &mut Vec<(Vec<&'s str>, &'s Json)>) {
    if let Some(items) = schema.get("items") {
        tables(items, path, found);
    }
    if let Some(properties) = schema["properties"].as_object() {
        found.push((path.to_vec(), schema));
        for (key, of) in properties {
            tables(of, &[path, &[key]].concat(), found);
        }
    }
}

/// The table at the end of a path; of lists the first.
fn at<'v>(file: &'v mut Table, path: &[&str]) -> &'v mut Table {
    path.iter().fold(file, |table, key| match table.get_mut(*key) {
        Some(Value::Table(inner)) => inner,
        Some(Value::Array(list)) => list[0].as_table_mut().unwrap(),
        other => panic!("{key}: {other:?}"),
    })
}

/// Calls `check` with the name and schema of each kind, each sample file, and the path and schema of each table.
fn each_table(mut check: impl FnMut(&Schema, &Table, &[&str], &Json)) {
    for schema in SCHEMAS {
        let value = schema.value();
        let mut found = Vec::new();
        tables(&value, &[], &mut found);
        for variant in 0..variants(&value) {
            let file = sample_table(&value, variant);
            for (path, table) in &found {
                check(schema, &file, path, table);
            }
        }
    }
}

/// Both sides must say the same of a file.
#[track_caller]
fn agree(schema: &Schema, value: &Json, file: &Table, change: &str) {
    let by_schema = holds(value, &Value::Table(file.clone()));
    let Some(findings) = refusals(schema.name, file) else {
        return;
    };
    assert_eq!(by_schema, findings.is_empty(), "{}: {change}: {findings:#?}\n{file}", schema.name);
}

#[test]
fn a_file_with_every_key_is_right_for_both() {
    for schema in SCHEMAS {
        let value = schema.value();
        for variant in 0..variants(&value) {
            let file = sample_table(&value, variant);
            assert!(holds(&value, &Value::Table(file.clone())), "{}: {file}", schema.name);
            agree(schema, &value, &file, "every key");
        }
    }
}

/// What the reader offers instead of an unknown key are the keys of the schema, and no others.
#[test]
fn readers_know_the_keys_of_the_schema() {
    each_table(|schema, file, path, table| {
        let mut file = file.clone();
        let expected: BTreeSet<_> = match schema.name {
            "section" if path.ends_with(&["schedule"]) => at(&mut file, path).keys().cloned().collect(),
            _ => table["properties"].as_object().unwrap().keys().cloned().collect(),
        };
        at(&mut file, path).insert("zzz".to_owned(), Value::Integer(1));
        let Some(findings) = refusals(schema.name, &file) else {
            return;
        };
        let [finding] = findings.as_slice() else { panic!("{} {path:?}: {findings:#?}", schema.name) };
        assert_eq!(finding.code, Code::UnknownKey);
        let known = finding.help.split('«').skip(1).map(|rest| rest.split('»').next().unwrap().to_owned());
        assert_eq!(known.collect::<BTreeSet<_>>(), expected, "{} {path:?}", schema.name);
    });
}

/// Values that a key might be given.
fn values(of: &Json) -> Vec<Value> {
    let bound = |key: &str, by: i64| of[key].as_i64().map(|bound| Value::Integer(bound + by));
    let words = of["enum"].as_array().into_iter().flatten().filter_map(Json::as_str);
    let mut values: Vec<_> = words.map(|word| Value::String(word.to_owned())).collect();
    values.extend(["", "zzz"].map(|text| Value::String(text.to_owned())));
    values.extend([bound("minimum", 0), bound("minimum", -1), bound("maximum", 1)].into_iter().flatten());
    values.extend([Value::Integer(-1), Value::Float(1.5), Value::Boolean(true), Value::Boolean(false)]);
    values.push(Value::Table(Table::new()));
    if let Some(items) = of.get("items").filter(|items| items["type"] != "object") {
        values.push(Value::Array(Vec::new()));
        values.extend(self::values(items).into_iter().map(|item| Value::Array(vec![item])));
        values.push(Value::Array(vec![sample(items, 0); 2]));
    }
    values
}

/// What a reader knows better: the year is that of the file's name, an import needs all columns of a log, and an
/// exemption names a code that there is.
fn is_beyond_schemas(schema: &Schema, path: &[&str], key: &str) -> bool {
    let columns = path == ["columns"] || path == ["constants"] || key == "columns";
    let code = schema.name == "exemptions" && key == "code";
    key == "year" || code || (schema.name == "profile" && columns)
}

#[test]
fn a_key_left_out_or_with_another_value_is_wrong_for_both_or_for_neither() {
    each_table(|schema, file, path, table| {
        let value = schema.value();
        for (key, of) in table["properties"].as_object().unwrap() {
            if is_beyond_schemas(schema, path, key) {
                continue;
            }
            let mut changed = file.clone();
            at(&mut changed, path).remove(key);
            agree(schema, &value, &changed, &format!("{path:?} without {key}"));
            for other in values(of) {
                let change = format!("{path:?} {key} = {other}");
                at(&mut changed, path).insert(key.clone(), other);
                agree(schema, &value, &changed, &change);
            }
        }
    });
}

/// Editors show the description: each key has one, in composed Vietnamese.
#[test]
fn every_key_is_described() {
    each_table(|schema, _, path, table| {
        for (key, of) in table["properties"].as_object().unwrap() {
            let text = of["description"].as_str().unwrap_or_default();
            assert!(text.ends_with('.'), "{} {path:?} {key}: {text}", schema.name);
            assert_eq!(crate::text::fold::nfc(text), text);
        }
    });
}
