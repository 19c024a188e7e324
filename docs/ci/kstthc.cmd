@echo off
chcp 65001 >nul
rem Bảng chọn của kstthc cho người nhấp đúp chuột: đặt cạnh kstthc.exe, trong thư mục có kstthc.toml.
rem Nhấp đúp vào kstthc.exe thì cửa sổ đóng ngay; tệp này giữ cửa sổ lại.
title kstthc
cd /d "%~dp0"
set "PATH=%~dp0;%PATH%"
kstthc.exe

:menu
echo.
echo   1. Tình hình hôm nay
echo   2. Việc, hồ sơ quá hạn hoặc đến hạn trong 3 ngày làm việc
echo   3. Kiểm tra sổ và kế hoạch
echo   4. Lập báo cáo quý vào thư mục bao-cao
echo   5. Lưu lại
echo   6. Gõ lệnh khác
echo   0. Đóng
echo.
set "choice="
set /p "choice=Chọn số rồi nhấn Enter: "
if "%choice%"=="1" kstthc.exe status
if "%choice%"=="2" kstthc.exe overdue --within 3
if "%choice%"=="3" kstthc.exe check
if "%choice%"=="4" goto report
if "%choice%"=="5" kstthc.exe save
if "%choice%"=="6" goto shell
if "%choice%"=="0" exit /b 0
goto menu

:report
set "quarter="
set /p "quarter=Quý mấy (1, 2, 3, 4): "
kstthc.exe report --quarter "%quarter%" --out-dir bao-cao
goto menu

:shell
echo Gõ lệnh, ví dụ: kstthc plan list. Xong thì gõ: exit
cmd /k
goto menu
