// Every key, one by one.
#include "watch/student.hpp"

#include "app/watch_keys.hpp"

using namespace ipclab::tests;
using ipclab::app::Key;
using Catch::Matchers::ContainsSubstring;

namespace {
constexpr const char* kUp = "\x1b[A";
constexpr const char* kDown = "\x1b[B";
constexpr const char* kEscape = "\x1b";
}  // namespace

TEST_CASE("keys are told apart, also when they come together") {
  using ipclab::app::keys_in;
  CHECK(keys_in("hN\r") == std::vector<Key>{{'h'}, {'n'}, {Key::enter}});
  CHECK(keys_in("\x1b[A\x1bOB\x1b[5~q") == std::vector<Key>{{Key::up}, {Key::down}, {Key::page_up}, {'q'}});
  CHECK(keys_in("\x1b") == std::vector<Key>{{Key::escape}});
  CHECK(keys_in("\x1b[1;5Cx") == std::vector<Key>{{Key::other}, {'x'}});
  CHECK(keys_in("\x03\x1a") == std::vector<Key>{{ipclab::app::kCtrlC}, {ipclab::app::kCtrlZ}});
  CHECK(keys_in("\xc3\xa4") == std::vector<Key>{{Key::other}, {Key::other}});
}

TEST_CASE("h shows one hint after the other and remembers them") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  watch.type("h");
  watch.sees("hint 1 of 3");
  CHECK(watch.screen().find("hint 2 of 3") == std::string::npos);
  watch.type(kEscape);
  watch.sees(kDone);
  watch.type("h");  // what was seen is seen again; only a second h opens the next
  watch.sees("hint 1 of 3");
  CHECK(watch.screen().find("hint 2 of 3") == std::string::npos);
  watch.type("h");
  watch.sees("hint 2 of 3");
  watch.type("h");
  watch.sees("to read:");
  CHECK_THAT(student.state("progress.json"), ContainsSubstring(": 3"));
  watch.type(kEscape);
  watch.sees(kDone);
}

TEST_CASE("h where everything is kept says so") {
  const Student student;
  student.write(kSender, student.with(kSender, {}));
  TerminalRun watch(student.checkout);
  watch.sees(kKept);
  watch.sees(kDone);
  watch.type("h");
  watch.sees("There is nothing to hint at");
}

TEST_CASE("n and p go from step to step, and the course has two ends") {
  const Student student;
  TerminalRun watch(student.checkout, {.args = {"watch"}});
  watch.sees(kDone);
  watch.type("p");
  watch.sees("This is the first step");
  watch.type("n");
  watch.sees("pipe · step 1 of 4");
  watch.type("p");
  watch.sees("start · step 1 of 1");
  watch.sees(kDone);
  watch.type(std::string(100, 'n'));
  watch.sees("This is the last step");
}

TEST_CASE("l shows the course, arrows choose in it, and enter goes there") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  watch.type("l");
  watch.sees("> ● 1 sender");
  watch.type(kDown);
  watch.sees("> · 2 receiver");
  watch.type(kUp);
  watch.sees("> ● 1 sender");
  watch.type("l");
  watch.sees(kDone);
  watch.type("l");
  watch.sees("> ● 1 sender");
  watch.type(kDown);
  watch.type("\r");
  watch.sees("pipe · step 2 of 4 · receiver");
}

TEST_CASE("r runs the checks again") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  watch.type("r");
  watch.sees("checking");
  watch.sees(kDone);
}

TEST_CASE("x asks first, puts the file back, and keeps what was there") {
  const Student student;
  const std::string given = student.read(kSender), mine = student.with(kSender, {});
  student.write(kSender, mine);
  TerminalRun watch(student.checkout);
  watch.sees(kKept);
  watch.sees(kDone);
  watch.type("x");
  watch.sees("back as it was given?");
  watch.type("n");
  watch.sees("Nothing was changed");
  CHECK(student.read(kSender) == mine);
  CHECK_THAT(watch.screen(), ContainsSubstring("step 1 of 4"));  // that n was an answer, not a key
  watch.type("x");
  watch.sees("back as it was given?");
  watch.type("y");
  watch.sees("kept in");
  watch.sees("pipe/sender-ends");
  watch.sees(kDone);
  CHECK(student.read(kSender) == given);
  std::string kept;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(student.checkout.root() / ".ipclab/kept"))
    if (entry.is_regular_file()) kept += ipclab::posix::read_file(entry.path().string()).value();
  CHECK(kept == mine);
}

TEST_CASE("the question mark shows the keys, and escape leads back") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  watch.type("?");
  watch.sees("your editor ($EDITOR)");
  CHECK(watch.emulator().lost() == 0);
  watch.type(kEscape);
  watch.sees("pipe/sender-ends");
  watch.type("?");
  watch.sees("your editor ($EDITOR)");
  watch.type("?");
  watch.sees("pipe/sender-ends");
}

TEST_CASE("e opens the file in the editor, on a terminal as it was, and what it saves is checked") {
  const Student student;
  ipclab::posix::replace_file((student.checkout.temporary() / "right").string(), student.with(kSender, {}));
  const std::string folder = student.checkout.temporary().string();
  const std::string editor = student.script("ed-for-test", "stty -a >" + folder + "/terminal\necho \"$@\" >" + folder + "/arguments\ncp " + folder + "/right \"$2\"\n");
  TerminalRun watch(student.checkout, {.environment = {{"EDITOR", editor + " --wait"}}});
  watch.sees(kDone);
  watch.type("e");
  watch.sees(kKept);
  CHECK(ipclab::posix::read_file(folder + "/arguments") == "--wait " + student.file(kSender).string() + "\n");
  CHECK_THAT(ipclab::posix::read_file(folder + "/terminal").value_or(""), ContainsSubstring("\nisig icanon"));
  CHECK(watch.emulator().alternate());
}

TEST_CASE("an editor that takes a line is given that of the finding") {
  const Student student;
  student.write(kSender, "int main() {\n  return oops;\n}\n");
  const std::string folder = student.checkout.temporary().string();
  (void)student.script("vi", "echo \"$@\" >" + folder + "/arguments\nprintf 'edited\\033[J'\n");
  const bool by_variable = GENERATE(true, false);
  std::map<std::string, std::string> environment{{"PATH", folder + ":/usr/bin:/bin"}};
  if (by_variable) environment["VISUAL"] = "vi";
  TerminalRun watch(student.checkout, {.environment = environment});
  watch.sees("sender.cpp:2");
  watch.sees(kDone);
  watch.type("e");
  watch.sees("edited");
  CHECK(ipclab::posix::read_file(folder + "/arguments") == "+2 " + student.file(kSender).string() + "\n");
}

TEST_CASE("an editor that is not there is told, and one that crashes harms nothing") {
  const Student student;
  const std::string crashing = student.script("crash", "stty raw -echo\nkill -SEGV $$\n");
  const bool there = GENERATE(true, false);
  TerminalRun watch(student.checkout, {.environment = {{"EDITOR", there ? crashing : "/nowhere/editor"}}});
  watch.sees(kDone);
  watch.type("e");
  if (!there) watch.sees("could not be started");
  watch.type("?");
  watch.sees("esc back");
  watch.type("q");
  CHECK(watch.ends() == 0);
  CHECK(watch.as_before());
}
