#include "check/lab.hpp"
#include "check/words.hpp"
#include "support/catch.hpp"

using namespace ipclab::check;

TEST_CASE("bytes of a program become one line of printable text") {
  CHECK(printable("plain") == "plain");
  CHECK(printable("a\nb\tc\r\\") == "a\\nb\\tc\\r\\\\");
  CHECK(printable(std::string_view("\0\x1b[31m", 6)) == "\\0\\x1b[31m");
  CHECK(printable("grün €") == "grün €");
  CHECK(printable("\xff\xc3") == "\\xff\\xc3");
  CHECK(printable("\xc0\xaf") == "\\xc0\\xaf");          // overlong, RFC 3629
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  CHECK(printable("\xc2\x9b") == "\\xc2\\x9b");          // C1: a terminal would obey it
}

TEST_CASE("long output is cut in the middle, and the cut says how much") {
  const std::string text = printable(std::string(1000, 'a') + "the end", 100);
  CHECK(text.size() < 200);
  CHECK_THAT(text, Catch::Matchers::ContainsSubstring("907 bytes more"));
  CHECK_THAT(text, Catch::Matchers::EndsWith("the end"));
}

TEST_CASE("many of the same byte in a row are counted") {
  CHECK(printable("a" + std::string(190, '\n') + "b") == "a[\\n × 190]b");
  CHECK(printable(std::string(23, 'x')) == std::string(23, 'x'));
  CHECK(printable(std::string(24, 'x')) == "[x × 24]");
  CHECK(printable(std::string(30, '\xff')) == "[\\xff × 30]");
}

TEST_CASE("an argument is shown as one would type it") {
  CHECK(as_typed("notes.txt") == "notes.txt");
  CHECK(as_typed("/tmp/a-b_c=1") == "/tmp/a-b_c=1");
  CHECK(as_typed("") == "''");
  CHECK(as_typed("echo one; exit 2") == "'echo one; exit 2'");
  CHECK(as_typed("it's") == "'it'\\''s'");
}

TEST_CASE("evidence matches its kind, and its detail when it names one") {
  CHECK(matches(stuck_in("read"), {Symptom::Kind::stuck, "read"}));
  CHECK(matches(stuck_in(), {Symptom::Kind::stuck, "read"}));
  CHECK_FALSE(matches(stuck_in("write"), {Symptom::Kind::stuck, "read"}));
  CHECK_FALSE(matches(endless(), {Symptom::Kind::stuck, ""}));
  CHECK(matches({}, {Symptom::Kind::left, "shm"}));
}
