//! JSON Schemas of the TOML files, so that an editor checks and explains them while they are typed.
//!
//! The readers walk a file by hand, because they need every position; the shapes are therefore described a second
//! time here, and `agreement` proves that reader and schema know the same keys, values and bounds.

#[cfg(test)]
mod agreement;
mod config;
mod exemptions;
mod form;
mod holidays;
mod outline;
mod plan;
mod profile;
mod shape;
mod units;

use serde_json::Value;

/// The schema of one kind of file.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// The files it describes.
    pub files: &'static str,
    /// What these files hold, in Vietnamese.
    pub about: &'static str,
    make: fn() -> shape::Shape,
}

/// The schemas of all kinds of files.
pub const SCHEMAS: &[Schema] = &[
    Schema {
        name: "config",
        files: "kstthc.toml",
        about: "Cấu hình của kho dữ liệu; tệp này đánh dấu thư mục gốc.",
        make: config::schema,
    },
    Schema {
        name: "units",
        files: "plan/units.toml",
        about: "Danh mục đơn vị và nhóm đơn vị.",
        make: units::schema,
    },
    Schema {
        name: "plan",
        files: "plan/<năm>/plan.toml",
        about: "Quyết định phê duyệt kế hoạch năm, căn cứ, điều chỉnh và đính chính.",
        make: plan::cover,
    },
    Schema {
        name: "section",
        files: "plan/<năm>/A-I.toml … B.toml",
        about: "Một mục của kế hoạch năm và các nhiệm vụ của mục.",
        make: plan::section,
    },
    Schema {
        name: "holidays",
        files: "plan/holidays/<năm>.toml",
        about: "Ngày nghỉ lễ, tết, nghỉ bù, hoán đổi và ngày làm bù của một năm.",
        make: holidays::schema,
    },
    Schema {
        name: "exemptions",
        files: "plan/exemptions.toml",
        about: "Phát hiện của «kstthc check» được chấp nhận, có lý do và thời hạn.",
        make: exemptions::schema,
    },
    Schema {
        name: "form",
        files: "templates/forms/<tên>.toml",
        about: "Một biểu của phụ lục báo cáo: các cột, tên, thời gian có giá trị.",
        make: form::schema,
    },
    Schema {
        name: "outline",
        files: "templates/outline.toml",
        about: "Bố cục của báo cáo định kỳ: các phần, các mục, mỗi mục có gì.",
        make: outline::schema,
    },
    Schema {
        name: "profile",
        files: "tệp ánh xạ của «kstthc import»",
        about: "Cột và giá trị của bảng nhập từ hệ thống khác ứng với cột và giá trị nào của sổ hồ sơ.",
        make: profile::schema,
    },
];

impl Schema {
    /// Finds a schema by its name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        SCHEMAS.iter().find(|schema| schema.name == name)
    }

    /// The schema, draft-07.
    #[must_use]
    pub fn value(&self) -> Value {
        let mut value = (self.make)().into_value();
        value["$schema"] = "http://json-schema.org/draft-07/schema#".into();
        value["title"] = self.files.into();
        value["description"] = self.about.into();
        value
    }

    /// The schema as the text of a file.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{:#}\n", self.value())
    }
}
