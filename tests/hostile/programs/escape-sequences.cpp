// Writes to the terminal of whoever reads the report.
#include <cstdio>

int main() {
  std::fputs("\x1b[2J\x1b[31mred\x1b]0;title\x07 \x9b" "31m \xff\xfe \r\b\v line\n", stdout);
  std::fputs("\x1b[2Joverwritten\r", stderr);
}
