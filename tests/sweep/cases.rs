//! Logs that are hard to cut, by name.

/// The header of most of them.
pub(crate) const HEADER: &str =
    "dossier_id,procedure_code,unit,channel,received_at,status,due_at,completed_at,field,note\n";

/// A row of that header; what stands in its last field is asked for.
pub(crate) fn row(id: &str, note: &str) -> String {
    format!("{id},T1,vp,direct,2021-04-01,completed,2021-04-10,2021-04-09,,{note}\n")
}

/// A log with the header above and two good rows around the given bytes.
fn between(middle: impl AsRef<[u8]>) -> Vec<u8> {
    let (first, last) = (row("first", "x"), row("last", "\"x\""));
    [HEADER.as_bytes(), first.as_bytes(), middle.as_ref(), last.as_bytes()].concat()
}

/// The same with another line ending.
fn with_newline(text: &str, newline: &str) -> Vec<u8> {
    text.replace('\n', newline).into_bytes()
}

/// The cases: each with its logs.
pub(crate) fn all() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let mut cases: Vec<(&'static str, Vec<Vec<u8>>)> = Vec::new();
    let mut one = |name: &'static str, log: Vec<u8>| cases.push((name, vec![log]));
    headers(&mut one);
    line_endings(&mut one);
    quotes(&mut one);
    odd_rows(&mut one);
    cells(&mut one);
    long_ones(&mut one);
    cases.extend(several());
    cases
}

fn headers(one: &mut impl FnMut(&'static str, Vec<u8>)) {
    one("an empty file", Vec::new());
    one("a mark alone", b"\xef\xbb\xbf".to_vec());
    one("half a mark", b"\xef\xbb".to_vec());
    one("blank lines alone", b"\n\r\n\n".to_vec());
    one("a header alone", HEADER.into());
    one("a header without line ending", HEADER.trim_end().into());
    one("a header and blank lines", format!("{HEADER}\n\n\r\n").into());
    one("blank lines before the header", format!("\n\r\n\n{HEADER}{}", row("d1", "")).into());
    one("a mark before the header", format!("\u{feff}{HEADER}{}", row("d1", "")).into());
    one(
        "a mark before a quoted header",
        format!("\u{feff}\"dossier_id\"{}{}", &HEADER[10..], row("d1", "")).into(),
    );
    one("a header over two lines", format!("\"cũ\n\",{HEADER}1,{}", row("d1", "")).into());
    one("a column too many", format!("cũ,{HEADER}1,{}\"2\",{}", row("d1", ""), row("d2", "")).into());
    one("a column given twice", format!("unit,{HEADER}vp,{}xx,{}", row("d1", ""), row("d2", "")).into());
    one("a column missing", "dossier_id,unit\nd1,vp\n".into());
    one(
        "no optional column",
        "unit,status,received_at,channel,procedure_code,dossier_id\nvp,processing,2021-04-01,online,T2,d1\n"
            .into(),
    );
    one(
        "headings with blanks, decomposed",
        format!(" {},ghi chu\u{301}\n{}", HEADER.trim_end(), row("d1", ",")).into(),
    );
    one("quotes of the header never closed", format!("\"{HEADER}{}", row("d1", "")).into());
    one(
        "bytes of the header that are not UTF-8",
        [b"\xff,", HEADER.as_bytes(), row("d1", "").as_bytes()].concat(),
    );
    one("another kind of file", b"PK\x03\x04\x14\x00\x00\x00\x08\x00\n\x00\xff".to_vec());
}

fn line_endings(one: &mut impl FnMut(&'static str, Vec<u8>)) {
    let text = format!("{HEADER}{}{}", row("d1", "\"a\nb\""), row("d2", "x"));
    one("lines end with CR LF", with_newline(&text, "\r\n"));
    one("lines end with CR", with_newline(&text, "\r"));
    one("lines end with CR CR LF", with_newline(&text, "\r\r\n"));
    one("lines end with LF CR", with_newline(&text, "\n\r"));
    one("no line ending at the end", text.trim_end().into());
    one("CR at the end", format!("{}\r", text.trim_end()).into());
    one("no line ending behind quotes", format!("{text}{}", row("d3", "\"x\"").trim_end()).into());
    one(
        "a mixture of line endings",
        format!(
            "{}{}{}",
            text,
            text[HEADER.len()..].replace("\nd", "\rd").replace("d1", "d3").replace("d2", "d4"),
            row("d5", "").replace('\n', "\r\n")
        )
        .into(),
    );
    one("CR within quotes", between(row("d1", "\"a\rb\r\nc\r\"")));
    one("CR in the middle of a row", between("d1,T1,vp,direct\r,2021-04-01,processing,,,,\n"));
    one("CR before a separator", between(row("d1\r", "")));
    one("a row of CR alone", between("\r\n\r\r\n"));
    one("blank lines between", between("\n\n\n\n"));
    one("blank lines at the end", format!("{text}\n\n\n\r\n\n").into());
    let semicolons = text.replace(',', ";");
    one("semicolons", semicolons.clone().into());
    one("semicolons and CR LF", with_newline(&semicolons, "\r\n"));
    one(
        "commas in a file of semicolons",
        format!("{semicolons}d3;T1;vp;direct;2021-04-01;processing;;;;a,b\n").into(),
    );
    one("tabs", text.replace(',', "\t").into());
    one("more semicolons than commas in the header", format!("a;b;c;d;e;f;g;h;i;j;{text}").into());
}

fn quotes(one: &mut impl FnMut(&'static str, Vec<u8>)) {
    one("a separator within quotes", between(row("d1", "\"a,b\"")));
    one("quotes within quotes", between(row("d1", "\"\"\"a\"\" b\"\"\"")));
    one("nothing but quotes", between(row("d1", "\"\"\"\"\"\"")));
    one("empty quotes", between(row("\"d1\"", "\"\"")));
    one(
        "a row that looks like another within quotes",
        between(row("d1", &format!("\"\n{}\"", row("no", "").trim_end()))),
    );
    one(
        "many of them",
        between(row("d1", &format!("\"{}\"", format!("\n{}", row("no", "").trim_end()).repeat(5)))),
    );
    one(
        "every field quoted",
        between("\"d1\",\"T1\",\"vp\",\"direct\",\"2021-04-01\",\"processing\",\"\",\"\",\"\",\"\"\n"),
    );
    one(
        "newlines in several fields",
        between("\"d\n1\",\"T1\",\"vp\",direct,2021-04-01,processing,\"\n\",,\"\n\n\",\"\n\"\n"),
    );
    one(
        "a line break in a field that cannot be read",
        between("d1,T1,\"v\np\",direct,\"2021-\n04-01\",processing,,,,\n"),
    );
    one("quotes never closed", between(row("d1", "\"x")));
    one("quotes never closed in the last row", [between(""), row("d1", "\"x\ny").into()].concat());
    one("quotes opened at the very end", [between(""), b"d1,T1,\"".to_vec()].concat());
    one("text behind closing quotes", between(row("d1", "\"x\"y")));
    one("a blank behind closing quotes", between(row("\"d1\" ", "")));
    one("a blank before quotes", between(row(" \"d1\"", "")));
    one("quotes in the middle of a field", between(row("d1", "a\"b")));
    one("quotes in the middle of a field, twice", between(row("d1", "a\"b, c\"d").as_str()));
    one(
        "quotes in the middle of a field over lines",
        between(format!("{}{}", row("d1", "a\"b"), row("d2", "a\"b"))),
    );
    one(
        "CR behind closing quotes",
        between(
            "d1,T1,vp,direct,2021-04-01,processing,,,,\"x\"\rd2,T1,vp,direct,2021-04-01,processing,,,,\n",
        ),
    );
}

fn odd_rows(one: &mut impl FnMut(&'static str, Vec<u8>)) {
    one("a short row", between("d1,T1,vp\n"));
    one(
        "short rows that add up to a long one",
        between("d1,T1,vp,direct,2021-04-01\nd2,T1,vp,direct,2021-04-01\n"),
    );
    one("a long row", between(row("d1", "x,y")));
    one("a long row that makes up for a short one", between(format!("d1,T1\n{}", row("d2", "x,,,,,,,,"))));
    one("a short row that makes up for a long one", between(format!("{}d1,T1\n", row("d2", "x,,,,,,,,"))));
    one("a row that is long by blanks", between(row("d1", "x,,, ")));
    one("a row that is long by nothing", between(row("d1", "x,,,")));
    one("rows of blanks", between(",,,,,,,,,\n , ,,,,,,,,\t\n   \n\"\",\"  \",,,,,,,,\n"));
    one("a no-break blank alone", between("\u{a0},,,,,,,,,\n"));
    one("bytes that are not UTF-8", between([row("d1", "").as_bytes(), b"d2,\xff\xfe,vp,,,,,,,\n"].concat()));
    one(
        "a letter cut in half by a line ending",
        between([b"d1,T1,vp,direct,2021-04-01,processing,,,,\xe1\xba\n".as_slice(), b"\xa1\n"].concat()),
    );
    one("NUL", between(row("d\u{0}1", "\u{0}")));
    one("a mark before a row", between(format!("\u{feff}{}", row("d1", "x"))));
    one("a mark before a row with quotes", between(format!("\u{feff}{}", row("d1", "\"x\""))));
    one("a mark before quotes", between(format!("\u{feff}{}", row("\"d1\"", "x"))));
    one(
        "marks before quotes, twice",
        between(format!("\u{feff}{}\u{feff}{}", row("\"d1\"", "x"), row("\"d2\"", "x"))),
    );
    one("the header again", between(HEADER));
    one("the same id twice", between(format!("{0}{0}", row("d1", ""))));
    one(
        "the same id thrice, once with an error",
        between(format!("{}{}{}", row("d1", ""), row("d1", "").replace("vp", "xx"), row("\"d1\"", ""))),
    );
    one("the same id in two forms", between(format!("{}{}", row("hồ", ""), row("ho\u{302}\u{300}", ""))));
}

fn cells(one: &mut impl FnMut(&'static str, Vec<u8>)) {
    let with = |cells: &str| between(format!("{cells}\n"));
    one("blanks around everything", with(" d1 , T1\t, vp , direct,\u{a0}2021-04-01 , processing, , ,  , x "));
    one(
        "blanks within quotes",
        with("\" d1 \",\" T1\",\"vp \",\" direct \",\" 2021-04-01\",\"processing \",\" \",\"\",\" \",x"),
    );
    one(
        "moments",
        with("d1,T1,vp,direct,2021-04-01 07:30,completed,\"2021-04-10T17:00\",2021-04-10 17:00:01,,"),
    );
    one(
        "no field, but the catalogue knows one",
        between(format!(
            "{}{}{}{}",
            "d1,T1,vp,direct,2021-04-01,processing,,,,\n",
            "d2,T1,vp,direct,2021-04-01,processing,,,\"\",\n",
            "d3,T1,vp,direct,2021-04-01,processing,,, ,\n",
            "d4,T1,vp,direct,2021-04-01,processing,,,\" \u{a0}\",\n"
        )),
    );
    one(
        "fields that are one",
        between(
            "d1,T3,vp,direct,2021-04-01,processing,,,Hộ tịch,\nd2,T3,vp,direct,2021-04-01,processing,,,\"Hộ tịch\",\nd3,T3,vp,direct,2021-04-01,processing,,, Hộ tịch ,\nd4,T3,vp,direct,2021-04-01,processing,,,Hô\u{323} tịch,\nd5,T3,vp,direct,2021-04-01,processing,,,\"\"\"Hộ\"\" tịch\",\n",
        ),
    );
    one(
        "units by other names",
        between(
            "d1,T1,VP,direct,2021-04-01,processing,,,,\nd2,T1,Văn phòng,direct,2021-04-01,processing,,,,\nd3,T1,phu\u{31b}\u{300}ng-1,direct,2021-04-01,processing,,,,\nd4,T1,\"phường-1\",direct,2021-04-01,processing,,,,\n",
        ),
    );
    one(
        "what nobody knows",
        between(
            "d1,T9,xx,fax,2021-02-30,done,hôm nay,2021-4-1,,\nd2,,,,,,,,,\n,T1,vp,direct,2021-04-01,processing,,,,\n",
        ),
    );
    one(
        "a status against the dates",
        between(
            "d1,T1,vp,direct,2021-04-01,completed,,,,\nd2,T1,vp,direct,2021-04-01,processing,,2021-04-02,,\nd3,T1,vp,direct,2021-04-03 08:00,completed,,2021-04-03 07:59,,\n",
        ),
    );
    one(
        "pauses",
        between(
            "d2,T1,vp,direct,2021-04-01,processing,2021-04-10,,,\nd3,T1,vp,online,2021-04-01,awaiting_payment,2021-04-10,,,\n",
        ),
    );
    one("signs of other letters", with("đ1,T1,vp,direct,2021-04-01,processing,,,Đất đai,\u{200b}"));
}

/// Longer than a piece and what is read behind it.
fn long_ones(one: &mut impl FnMut(&'static str, Vec<u8>)) {
    let long = "x, \"\"y\"\"\n".repeat(2500);
    one("a row longer than what is read at once", between(row("d1", &format!("\"{long}\""))));
    one(
        "two of them",
        between(format!(
            "{0}{1}{2}",
            row("d1", &format!("\"{long}\"")),
            row("d2", ""),
            row("d3", &format!("\"{long}\""))
        )),
    );
    one("a long row that is not closed", between(row("d1", &format!("\"{long}"))));
    one("a long row, short by a field", between(format!("d1,\"{long}\"\n")));
    one(
        "a quote in the middle of a field, then a long row",
        between(format!("{}{}{}", row("d1", "a\"b"), row("d2", &format!("\"{long}\"")), row("d3", ""))),
    );
    one(
        "a quote in the middle of a field, then a long row with another",
        between(format!("{}{}", row("d1", "a\"b"), row(&format!("d2{}\"", "x".repeat(20_000)), "\"a\nb\""))),
    );
    one("a long line without a separator", between(format!("{}\n", "x".repeat(20_000))));
    one(
        "a header longer than what is read at once",
        format!("\"{long}\",{HEADER}1,{}\n2,{}", row("d1", ""), row("d2", "")).into(),
    );
    one(
        "a long header without quotes",
        format!("{},{HEADER}1,{}2,{}", "cũ".repeat(6000), row("d1", ""), row("d2", "")).into(),
    );
    one("a long header alone", format!("{},{}", "cũ".repeat(6000), HEADER.trim_end()).into());
    one(
        "many blank lines before the header",
        format!("{}{HEADER}{}", "\n".repeat(20_000), row("d1", "")).into(),
    );
    one("many blank lines between rows", between("\n".repeat(20_000)));
    let rows: String = (0..200).map(|id| row(&format!("d{id}"), "")).collect();
    one(
        "CR in front, LF far behind",
        format!("{}{}", format!("{HEADER}{rows}").replace('\n', "\r"), row("last", "\"x\ny\"")).into(),
    );
    one(
        "CR in front, LF and semicolons far behind",
        format!("{};;;;;;;;;;;;\n{}", format!("{HEADER}{rows}").replace('\n', "\r"), row("last", "")).into(),
    );
    one(
        "LF in front, CR far behind",
        format!("{HEADER}{rows}{}", rows.replace('\n', "\r").replace('d', "e")).into(),
    );
}

fn several() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let log = |rows: &str| format!("{HEADER}{rows}").into_bytes();
    let many = |letter: char| (0..60).map(|id| row(&format!("{letter}{id:04}"), "x")).collect::<String>();
    vec![
        ("no file at all", Vec::new()),
        (
            "a large one among small and empty ones",
            vec![
                log(&row("a", "")),
                Vec::new(),
                log(&many('b')),
                log(""),
                b"\xef\xbb\xbf".to_vec(),
                log(&row("c", "\"x\ny\"")),
            ],
        ),
        ("many small ones", (0..40).map(|at| log(&row(&format!("d{at}"), "\"\""))).collect()),
        ("one id in two files", vec![log(&many('a')), log(&row("a0059", ""))]),
        (
            "files of different kinds",
            vec![
                log(&many('a')),
                with_newline(&many('b').replace(',', ";"), "\r\n"),
                with_newline(&format!("{HEADER}{}", many('c')), "\r"),
                format!("{HEADER}{}", row("d", "\"x")).into(),
                log(&many('e')),
            ],
        ),
    ]
}
