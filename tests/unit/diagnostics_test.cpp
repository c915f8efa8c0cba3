#include "course/diagnostics.hpp"
#include "support/catch.hpp"

using namespace ipclab::course;
using Kind = Diagnostic::Kind;

TEST_CASE("a compiler's error is found with its place") {
  const auto found = diagnostics_in(
      "sender.cpp: In function 'int main()':\n"
      "sender.cpp:3:21: error: 'y' was not declared in this scope\n"
      "    3 | int main() { return y; }\n"
      "      |                     ^\n"
      "sender.cpp:5:1: warning: unused: colon inside [-Wunused]\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == Kind::error);
  CHECK(found[0].file == "sender.cpp");
  CHECK(found[0].line == 3);
  CHECK(found[0].column == 21);
  CHECK(found[0].message == "'y' was not declared in this scope");
  CHECK(found[0].source == "int main() { return y; }");
  CHECK(found[1].source.empty());
  CHECK(found[1].kind == Kind::warning);
  CHECK(found[1].message == "unused: colon inside [-Wunused]");
}

TEST_CASE("a missing header is an error like others") {
  const auto found = diagnostics_in("./sender.cpp:1:10: fatal error: nix.h: No such file or directory\ncompilation terminated.\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].file == "sender.cpp");
  CHECK(found[0].message == "nix.h: No such file or directory");
}

TEST_CASE("a linker's complaint is found once and with its line") {
  const auto found = diagnostics_in(
      "/usr/bin/ld: /tmp/ccBS6vht.o: in function `main':\n"
      "././sender.cpp:7: undefined reference to `f()'\n"
      "/usr/bin/ld: ././sender.cpp:7: undefined reference to `f()'\n"
      "collect2: error: ld returned 1 exit status\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].file == "sender.cpp");
  CHECK(found[0].line == 7);
  CHECK(found[0].column == 0);
  CHECK(found[0].message == "undefined reference to `f()'");
}

TEST_CASE("a program without main is told without a place") {
  const auto found = diagnostics_in(
      "/usr/bin/ld: /usr/lib/x86_64-linux-gnu/Scrt1.o: in function `_start':\n"
      "(.text+0x17): undefined reference to `main'\ncollect2: error: ld returned 1 exit status\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].file.empty());
  CHECK(found[0].message == "undefined reference to `main'");
}

TEST_CASE("text that is no message is left out") {
  CHECK(diagnostics_in("").empty());
  CHECK(diagnostics_in("compilation terminated.\n:::\n a:1:2: error: indented\nx:\n").empty());
}
