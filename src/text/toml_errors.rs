//! The TOML parser's messages in Vietnamese.

/// Translates a message of the parser; one it does not know is quoted.
#[must_use]
pub fn vietnamese(message: &str) -> String {
    let known = TRANSLATIONS.iter().find(|(english, _)| message.starts_with(english));
    match known {
        Some((_, vietnamese)) => (*vietnamese).to_owned(),
        None => format!("chỗ này không theo cú pháp TOML ({message})"),
    }
}

/// The longer beginning comes before the shorter.
const TRANSLATIONS: &[(&str, &str)] = &[
    ("string values must be quoted", "giá trị là chữ thì phải đặt trong dấu nháy kép"),
    ("duplicate key", "khóa này đã có ở trên trong cùng một bảng"),
    ("invalid date", "ngày này không có trong lịch hoặc viết chưa đúng dạng 2021-06-15"),
    ("invalid time", "giờ viết chưa đúng dạng 07:30:00"),
    ("invalid datetime", "ngày giờ viết chưa đúng dạng 2021-06-15"),
    ("value not completed", "giá trị chưa viết hết"),
    ("unclosed array table", "tên bảng thiếu dấu đóng ]]"),
    ("unclosed array", "danh sách thiếu dấu đóng ]"),
    ("unclosed inline table", "bảng viết trên một dòng thiếu dấu đóng }"),
    ("unclosed table", "tên bảng thiếu dấu đóng ]"),
    ("key with no value", "khóa chưa có dấu = và giá trị"),
    ("missing value", "sau dấu = chưa có giá trị"),
    ("missing assignment", "thiếu dấu = giữa khóa và giá trị"),
    ("missing comma between array elements", "thiếu dấu phẩy giữa hai giá trị của danh sách"),
    ("missing comma", "thiếu dấu phẩy"),
    ("extra comma", "thừa dấu phẩy"),
    ("extra `=`", "thừa dấu ="),
    ("extra assignment", "thừa dấu ="),
    ("unexpected `=`", "dấu = đặt sai chỗ"),
    ("invalid basic string", "chuỗi thiếu dấu nháy kép đóng, hoặc có ký tự không dùng được"),
    ("invalid multi-line basic string", "chuỗi nhiều dòng thiếu ba dấu nháy kép đóng"),
    ("invalid literal string", "chuỗi thiếu dấu nháy đơn đóng"),
    ("missing opening quote", "chuỗi thiếu dấu nháy mở"),
    ("missing escaped value", "sau dấu \\ thiếu ký tự; đường dẫn Windows hãy đặt trong dấu nháy đơn"),
    ("too few unicode value digits", "mã Unicode thiếu chữ số"),
    ("invalid unquoted key", "khóa có ký tự không dùng được; khóa chỉ gồm a-z, 0-9, _ và -"),
    ("invalid key-value pair", "dòng này không có dạng khóa = giá trị"),
    ("invalid value", "không hiểu giá trị này"),
    ("unexpected key or value", "còn chữ thừa sau giá trị"),
    ("unexpected content", "còn chữ thừa ở đây"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0"),
    ("carriage return must be followed by newline", "có ký tự xuống dòng lạ (CR đứng một mình)"),
    ("cannot extend value", "khóa này đã có giá trị nên không thể thêm khóa con"),
    ("cannot recurse further", "lồng nhau quá nhiều tầng"),
    ("recursion limit", "lồng nhau quá nhiều tầng"),
];

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    /// Mistakes a clerk makes are explained in Vietnamese, not quoted.
    #[test]
    fn usual_mistakes_have_a_translation() {
        for text in [
            "a = ",
            "a = [1",
            "a = chữ",
            "a = 1\na = 2",
            "[b",
            "[[b",
            "a = 2021-02-31",
            "a = \"x",
            "a",
            "a 1",
            "a = [1 2]",
            "a = {b = 1",
            "a = 1 2",
            "ngày = 1",
            "a = \"\\q\"",
            "a = 012",
            "a = 2021-13-01",
        ] {
            for error in DeTable::parse_recoverable(text).1 {
                let shown = vietnamese(error.message());
                assert!(!shown.contains(error.message()), "{text:?}: {}", error.message());
            }
        }
    }
}
