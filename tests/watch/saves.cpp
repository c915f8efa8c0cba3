// Saving a file is all that is needed: what is drawn then, and what becomes of a run that is under way.
#include "watch/student.hpp"

using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;

namespace {

// A source on which the compiler works for half a minute, within its caps.
const std::string kSlowSource =
    "template <int I> constexpr int work() { int s = 0; for (int k = 0; k < 200000 + I; ++k) s += k % 3; return s; }\n"
    "template <int I> struct B { static constexpr int v = work<I>() % 10 + B<I - 1>::v; };\n"
    "template <> struct B<0> { static constexpr int v = 0; };\n"
    "int main() { return B<800>::v; }\n";

}  // namespace

TEST_CASE("the screen shows the step, what is repaired, and the first promise that is not kept") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  const std::string screen = watch.screen();
  CHECK_THAT(screen, ContainsSubstring("pipe · step 1 of 4 · sender"));
  CHECK_THAT(screen, ContainsSubstring("0 of 2 repaired"));
  CHECK_THAT(screen, ContainsSubstring("labs/pipe/1-sender/sender.cpp"));
  CHECK_THAT(screen, ContainsSubstring("pipe/sender-ends"));
  CHECK_THAT(screen, ContainsSubstring("q leave"));
  CHECK(screen.find("✗") < screen.find("hint"));
  CHECK(watch.emulator().lost() == 0);
}

TEST_CASE("a save is checked at once, however the editor saves") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees("pipe/sender-ends");
  watch.sees(kDone);
  const std::string right = student.with(kSender, {});
  SECTION("into the file") { student.write(kSender, right); }
  SECTION("as a new file that is renamed") { student.rename_over(kSender, right); }
  SECTION("as a new file where the old one was moved away") {
    std::filesystem::rename(student.file(kSender), student.file("pipe/1-sender/sender.cpp~"));
    student.write(kSender, right);
  }
  watch.sees(kKept);
  watch.sees("2 of 2 repaired");
  CHECK_THAT(student.state("progress.json"), ContainsSubstring("\"passed\""));
}

TEST_CASE("a source that does not compile is told with its line, and so is its disappearance") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  student.write(kSender, "int main() {\n  return oops;\n}\n");
  watch.sees("sender.cpp:2");
  watch.sees(kDone);
  watch.type("h");
  watch.sees("Hints come when it compiles");
  std::filesystem::remove(student.file(kSender));
  watch.sees("sender.cpp is missing");
}

TEST_CASE("a save while checks are running calls them off and leaves nothing of them behind") {
  const Student student;
  student.write(kSender, kSlowSource);
  TerminalRun watch(student.checkout);
  watch.sees("checking");
  student.rename_over(kSender, student.with(kSender, {}));
  watch.sees(kKept);
  watch.sees(kDone);
  // Who was called off has no verdict: nothing but the repaired program was ever judged.
  CHECK(watch.never_saw("✗"));
  // The guard and whoever it guards; no host, no compiler.
  CHECK(watch.left() != "");
  CHECK(watch.left().find("cc1plus") == std::string::npos);
  CHECK(watch.left().find("--world") == std::string::npos);
}

TEST_CASE("the screen goes to the step whose file was saved") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  const std::string receiver = "pipe/2-receiver/receiver.cpp";
  student.write(receiver, student.with(receiver, {}));
  watch.sees("pipe · step 2 of 4");
  watch.sees(kKept);
}

TEST_CASE("folders that come back are watched again") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  const auto folder = student.file("pipe/1-sender"), aside = student.checkout.temporary() / "aside";
  std::filesystem::rename(folder, aside);
  watch.sees("sender.cpp is missing");
  watch.sees(kDone);
  std::filesystem::rename(aside, folder);
  watch.sees("pipe/sender-ends");
  watch.sees(kDone);
  student.write(kSender, student.with(kSender, {}));
  watch.sees(kKept);
}
