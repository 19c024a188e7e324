//! What stops the program.

use std::io;
use std::path::PathBuf;

/// What stops the program: the job cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum RepoError {
    /// There is no repository here.
    #[error("không tìm thấy kstthc.toml ở «{}» hoặc thư mục cha nào", start.display())]
    NoRepository {
        /// Where the search began.
        start: PathBuf,
    },
    /// A new repository would lie in another one.
    #[error("«{}» nằm trong một kho đã có: {}", folder.display(), root.display())]
    InsideRepository {
        /// Where it would begin.
        folder: PathBuf,
        /// The root of the other one.
        root: PathBuf,
    },
    /// A new repository would lie among other files.
    #[error("thư mục «{}» không trống, đã có «{found}»; chưa ghi gì", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
        /// A name in it.
        found: String,
    },
    /// A file or folder cannot be read.
    #[error("không đọc được «{}»: {reason}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// A file cannot be written.
    #[error("không ghi được «{}»: {reason}", path.display())]
    Unwritable {
        /// The path.
        path: PathBuf,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// The `git` command is not there.
    #[error("không chạy được lệnh git ({reason}); việc này cần có git")]
    NoGit {
        /// Why, in Vietnamese.
        reason: String,
    },
    /// The folder does not belong to a git repository.
    #[error("«{}» không nằm trong kho git nào", folder.display())]
    NotInGit {
        /// The folder.
        folder: PathBuf,
    },
    /// git refuses to work in a folder that belongs to another user.
    #[error("git không tin thư mục «{}» vì nó thuộc người dùng khác", folder.display())]
    NotTrusted {
        /// The folder.
        folder: PathBuf,
    },
    /// A revision that git does not know.
    #[error("git không có bản «{revision}»{}", if *shallow { " (kho này chỉ được tải một phần lịch sử)" } else { "" })]
    UnknownRevision {
        /// As the user wrote it.
        revision: String,
        /// Whether the clone has only a part of the history.
        shallow: bool,
    },
    /// A revision in which there is no repository here.
    #[error("bản «{revision}» chưa có kstthc.toml trong thư mục này")]
    NotInRevision {
        /// As the user wrote it.
        revision: String,
    },
    /// A file exists and is not overwritten.
    #[error("«{}» đã có; không ghi đè", path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// A file is not as it was when it was read.
    #[error("«{}» đã bị chương trình hoặc người khác sửa trong lúc lệnh này chạy; chưa ghi gì", path.display())]
    ChangedMeanwhile {
        /// The path.
        path: PathBuf,
    },
    /// Another command keeps writing.
    #[error("lệnh khác của kstthc đang ghi vào «{}»; đã đợi 10 giây", root.display())]
    Locked {
        /// The repository.
        root: PathBuf,
    },
    /// The repository cannot be locked, so nothing can be written.
    #[error("không ghi được vào kho «{}»: {reason} (kstthc cần thư mục con .kstthc)", root.display())]
    NoLock {
        /// The repository.
        root: PathBuf,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// What was begun could neither be finished nor undone.
    #[error("việc ghi nhiều tệp còn dở dang ở «{}»: {reason}", path.display())]
    Unfinished {
        /// The file in the way.
        path: PathBuf,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// A merge, rebase, cherry-pick or revert is not finished.
    #[error("git đang dở một lần trộn (merge, rebase…) ở «{}»; chưa lưu được", folder.display())]
    MergeInProgress {
        /// The folder.
        folder: PathBuf,
    },
    /// No branch is checked out, so a commit would be lost.
    #[error("«{}» đang xem một bản cũ, không ở trên nhánh nào; lưu ở đây sẽ mất", folder.display())]
    DetachedHead {
        /// The folder.
        folder: PathBuf,
    },
    /// git does not know who commits.
    #[error("git chưa biết ai là người lưu")]
    NoIdentity,
    /// git refused for a reason of its own.
    #[error("git không {deed} được: {reason}")]
    GitRefused {
        /// What it was to do.
        deed: &'static str,
        /// What it said.
        reason: String,
    },
    /// A journal that this version does not understand.
    #[error("«{}» do bản kstthc khác ghi, bản này không đọc được; còn việc ghi nhiều tệp dở dang", path.display())]
    UnknownJournal {
        /// The journal.
        path: PathBuf,
    },
}

/// Why a file cannot be replaced, in Vietnamese: mostly another program has it open.
#[must_use]
pub(super) fn held(error: &io::Error) -> String {
    if super::temporary::is_held(error) {
        let open = "tệp đang mở trong chương trình khác (Excel?), hãy đóng lại rồi chạy lại";
        return format!("{open}; nếu không, bạn không có quyền ghi vào thư mục này");
    }
    vietnamese(error)
}

/// An error of the operating system in Vietnamese.
#[must_use]
pub fn vietnamese(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    // A sharing or lock violation: another program holds the file open.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return "tệp đang mở trong chương trình khác (Excel?), hãy đóng lại rồi chạy lại".to_owned();
    }
    let known = match error.kind() {
        Kind::NotFound => "không có tệp hoặc thư mục này",
        Kind::PermissionDenied => "không có quyền, hoặc tệp đang mở trong chương trình khác (Excel?)",
        Kind::IsADirectory => "đây là thư mục, không phải tệp",
        Kind::NotADirectory => "một phần của đường dẫn là tệp, không phải thư mục",
        Kind::StorageFull | Kind::QuotaExceeded => "ổ đĩa đã đầy",
        Kind::ReadOnlyFilesystem => "thư mục này chỉ cho đọc",
        Kind::InvalidFilename => "tên tệp không dùng được",
        Kind::FileTooLarge => "tệp quá lớn",
        // No call of the system failed: it is said in our own words.
        Kind::Other if error.raw_os_error().is_none() => return error.to_string(),
        _ => return format!("lỗi của hệ điều hành: {error}"),
    };
    known.to_owned()
}
