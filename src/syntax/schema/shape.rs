//! A small builder of JSON Schemas: one function a kind of value, fields as lists.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

/// A schema under construction.
#[derive(Clone, Debug)]
pub(super) struct Shape(Value);

/// A key of a table.
pub(super) struct Field {
    key: String,
    shape: Shape,
    required: bool,
}

/// A key that must be there.
pub(super) fn must(key: &str, shape: Shape) -> Field {
    Field { key: key.to_owned(), shape, required: true }
}

/// A key that may be there.
pub(super) fn may(key: &str, shape: Shape) -> Field {
    Field { key: key.to_owned(), shape, required: false }
}

/// The version of the file's format.
pub(super) fn version() -> Shape {
    let description = "Phiên bản định dạng của tệp, hiện là 1. Đừng sửa bằng tay.";
    Shape(
        json!({ "type": "integer", "enum": [super::super::toml::SCHEMA_VERSION], "description": description }),
    )
}

/// A text that may be empty.
pub(super) fn text(description: &str) -> Shape {
    Shape(json!({ "type": "string", "description": description }))
}

/// A text that is not empty.
pub(super) fn filled(description: &str) -> Shape {
    text(description).with("minLength", 1)
}

/// A day, written without quotes.
pub(super) fn date(description: &str) -> Shape {
    text(description).with("format", "date")
}

/// A truth value.
pub(super) fn truth(description: &str) -> Shape {
    Shape(json!({ "type": "boolean", "description": description }))
}

/// A whole number within bounds.
pub(super) fn number(bounds: &RangeInclusive<i32>, description: &str) -> Shape {
    let (least, most) = (bounds.start(), bounds.end());
    Shape(json!({ "type": "integer", "minimum": least, "maximum": most, "description": description }))
}

/// One of the words a reader knows.
pub(super) fn choice<T>(choices: &[(&str, T)], description: &str) -> Shape {
    let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
    text(description).with("enum", words)
}

/// A list.
pub(super) fn list(of: Shape, description: &str) -> Shape {
    Shape(json!({ "type": "array", "description": description })).with("items", of.0)
}

/// A list of texts, each explained by the list.
pub(super) fn texts(description: &str) -> Shape {
    list(Shape(json!({ "type": "string" })), description)
}

/// A list of at least one value.
pub(super) fn some(list: Shape) -> Shape {
    list.with("minItems", 1)
}

/// A list of at least one value, none twice.
pub(super) fn distinct(list: Shape) -> Shape {
    some(list).with("uniqueItems", true)
}

/// A table with exactly these keys.
pub(super) fn table<const N: usize>(description: &str, fields: [Field; N]) -> Shape {
    table_of(description, fields)
}

/// A table with exactly these keys, as many as there are.
pub(super) fn table_of(description: &str, fields: impl IntoIterator<Item = Field>) -> Shape {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for field in fields {
        if field.required {
            required.push(field.key.clone());
        }
        properties.insert(field.key, field.shape.0);
    }
    let mut shape = Shape(json!({
        "type": "object", "description": description, "properties": properties, "additionalProperties": false,
    }));
    if !required.is_empty() {
        shape = shape.with("required", required);
    }
    shape
}

/// The tables `[[key]]`.
pub(super) fn tables<const N: usize>(description: &str, fields: [Field; N]) -> Shape {
    list(table(description, fields), description)
}

/// A table whose keys are the user's own.
pub(super) fn entries(values: Shape, description: &str) -> Shape {
    Shape(json!({ "type": "object", "description": description })).with("additionalProperties", values.0)
}

impl Shape {
    /// Sets a keyword.
    pub(super) fn with(mut self, keyword: &str, value: impl Into<Value>) -> Self {
        self.0[keyword] = value.into();
        self
    }

    /// Shows how a value looks.
    pub(super) fn example(self, value: impl Into<Value>) -> Self {
        self.with("examples", vec![value.into()])
    }

    /// Says what holds where the key is missing.
    pub(super) fn by_default(self, value: impl Into<Value>) -> Self {
        self.with("default", value)
    }

    /// Adds what must hold where `condition` does.
    #[expect(clippy::needless_pass_by_value, reason = "callers write both with json!")]
    pub(super) fn when(mut self, condition: Value, then: Value) -> Self {
        let rule = json!({ "if": condition, "then": then });
        match self.0["allOf"].as_array_mut() {
            Some(rules) => rules.push(rule),
            None => self.0["allOf"] = json!([rule]),
        }
        self
    }

    /// The finished schema.
    pub(super) fn into_value(self) -> Value {
        self.0
    }
}
