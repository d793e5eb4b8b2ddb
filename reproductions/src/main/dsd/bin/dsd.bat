@echo off
rem Starts the dsd command. DSD_JAVA_OPTS adds options for the Java VM.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA_CMD=java"
if defined JAVA_HOME set "JAVA_CMD=%JAVA_HOME%\bin\java"
set "OPT_OUT_TRACKING=true"
"%JAVA_CMD%" -Xmx1g -XX:MaxDirectMemorySize=16g -XX:+UseSerialGC %DSD_JAVA_OPTS% -Djava.awt.headless=true -Ddsd.terminal=false -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.log.ai.djl.util.cuda=error -Dorg.slf4j.simpleLogger.log.org.mlflow=error -cp "%HOME_DIR%\lib\*" org.dsd4j.reproductions.cli.Dsd %*
exit /b %ERRORLEVEL%
