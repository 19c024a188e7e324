#!/usr/bin/env bash
# Đóng gói một bản dựng thành dist/kstthc-<bản>-<đích>.zip. Chạy từ thư mục gốc của kho mã nguồn:
#   bash docs/ci/package.sh x86_64-pc-windows-msvc target/x86_64-pc-windows-msvc/release v0.1.0
set -euo pipefail
target=$1 built=$2 version=$3

name=kstthc-$version-$target
case $target in *windows*) program=kstthc.exe ;; *) program=kstthc ;; esac
folder=dist/$name
rm -rf "$folder" "$folder.zip"
mkdir -p "$folder/docs" "$folder/completions"

cp "$built/$program" README.md "$folder/"
cp -R docs/huong-dan.md docs/schema "$folder/docs/"
for shell in bash zsh fish powershell; do
    case $shell in powershell) file=kstthc.ps1 ;; zsh) file=_kstthc ;; *) file=kstthc.$shell ;; esac
    # PowerShell 5.1 đọc tệp không có BOM theo bảng mã của máy, làm hỏng dấu.
    if [ "$shell" = powershell ]; then printf '\357\273\277' > "$folder/completions/$file"; fi
    "$folder/$program" completions "$shell" >> "$folder/completions/$file"
done

# Kho mẫu: kế hoạch năm 2021 và số liệu minh họa. Chương trình và bảng chọn nằm ngay trong kho mẫu thì nhấp đúp là chạy.
cp -R kstthc.toml plan data "$folder/"
case $target in
*windows*) cp docs/ci/kstthc.cmd "$folder/" ;;
*) "$folder/$program" --quiet man --out-dir "$folder/man" ;;
esac

# Bản vừa đóng gói phải chạy được trên kho mẫu của chính nó.
"$folder/$program" --quiet -C "$folder" check >&2

if command -v zip >/dev/null 2>&1; then
    (cd dist && zip -q -r -X "$name.zip" "$name")
else
    # Windows có sẵn bsdtar, ghi được zip.
    (cd dist && "${SYSTEMROOT:-C:/Windows}/System32/tar.exe" -a -c -f "$name.zip" "$name")
fi
rm -rf "$folder"
echo "$folder.zip"
