// A class of students of whom each is odd in another way: every one of them is told what is wrong, the others are graded,
// and what was graded is kept whatever happens to the grader.
#include "support/catch.hpp"
#include "support/real_run.hpp"
#include "support/schema.hpp"
#include "support/source_text.hpp"

#include "posix/error.hpp"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string kSender = "pipe/1-sender/sender.cpp";

// checkout.tree() is the class, the results lie beside it.
class Class {
 public:
  Class() { right("kim"); }

  void right(const std::string& student) const { checkout.write(student + "/" + kSender, text_of("solutions/" + kSender)); }
  void broken(const std::string& student) const { checkout.write(student + "/" + kSender, text_of("labs/" + kSender)); }
  fs::path results() const { return checkout.temporary() / "results"; }

  Order order(std::vector<std::string> more = {}) const {
    Order order;
    order.args = {"grade", checkout.tree().string(), "--output", results().string(), "--jobs", "2"};
    order.args.insert(order.args.end(), more.begin(), more.end());
    return order;
  }
  Ended grade(std::vector<std::string> more = {}) const { return run(checkout, order(std::move(more))); }

  json book() const {
    const auto text = posix::read_file((results() / "grades.json").string());
    return text ? json::parse(*text, nullptr, false) : json();
  }
  json student(const std::string& name) const {
    const json all = book();
    for (const json& one : all["students"])
      if (one["student"] == name) return one;
    return {};
  }
  int points(const std::string& name) const {
    const json one = student(name);
    return one.is_object() && one["graded"] == true ? one["points"].get<int>() : -1;
  }
  int graded() const {
    const json all = book();
    return all.is_object() ? all["summary"]["graded"].get<int>() : 0;
  }

  const Checkout checkout;
};

int lines_in(const std::string& text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

// With all of step 1 right; what the others of the lab are worth is no matter here.
const std::vector<std::string> kStep{"pipe/1"};

void make_odd(const Class& room) {
  const Checkout& checkout = room.checkout;
  room.broken("lee");
  for (const char* name : {"-dash", "o'neil, \"pat\"", "two\nlines", "m\xc3\xbcller", "bad\xff", " blank ", "=1+1"}) room.right(name);
  checkout.write("unbuilt/" + kSender, "int main( {\n");
  checkout.write("forks/" + kSender, text_of("tests/hostile/programs/fork-bomb.cpp"));
  checkout.write("polls/" + kSender, text_of("tests/hostile/programs/polls.cpp"));
  checkout.write("empty/pipe/README", "");
  checkout.write("file/pipe", "a file in the place of a lab\n");
  fs::create_directories(checkout.tree() / "nothing");
  const auto folder_for = [&](const char* student) {
    fs::create_directories(checkout.tree() / student / "pipe/1-sender");
    return checkout.tree() / student / kSender;
  };
  fs::create_symlink("/dev/zero", folder_for("device"));
  fs::create_symlink("../../../kim/" + kSender, folder_for("copies"));
  REQUIRE(::mkfifo(folder_for("fifo").c_str(), 0666) == 0);
  fs::create_directories(folder_for("folder"));
  fs::create_directory_symlink("/etc", checkout.tree() / "leads-out");
  checkout.write("notes.txt", "no student\n");
}

}  // namespace

TEST_CASE("one student's oddities are told in a line and stop no other") {
  const Class room;
  make_odd(room);
  const Ended ended = room.grade(kStep);
  INFO(ended.out << ended.err);
  CHECK(ended.status == 3);
  CHECK(ended.err.empty());
  CHECK(nobody_is_left());
  const json book = room.book();
  REQUIRE(book.is_object());
  CHECK(breaches(book, "docs/grades.schema.json") == std::vector<std::string>{});
  CHECK(book["summary"]["students"] == 20);
  CHECK(book["summary"]["not_graded"] == 1);
  for (const char* name : {"kim", "-dash", "o'neil, \"pat\"", "two\nlines", "m\xc3\xbcller", "bad\\xff", " blank ", "=1+1"}) {
    INFO(name);
    CHECK(room.points(name) == room.student(name)["max_points"]);
    CHECK(room.student(name)["labs"][0]["remark"] == "");
  }
  for (const char* name : {"lee", "unbuilt", "forks", "polls", "empty", "file", "nothing", "device", "copies", "fifo", "folder"}) {
    INFO(name);
    CHECK(room.points(name) == 0);
    CHECK(room.student(name)["max_points"] == room.student("kim")["max_points"]);
  }
  const std::map<std::string, std::string> remarks{
      {"unbuilt", "sender.cpp does not compile"},     {"empty", "missing: 1-sender/sender.cpp"},        {"file", "not a folder"},
      {"nothing", "nothing handed in"},               {"device", "through a symbolic link"},            {"copies", "through a symbolic link"},
      {"fifo", "is a FIFO, not a regular file"},      {"folder", "is a directory, not a file"}};
  for (const auto& [name, remark] : remarks) {
    INFO(name);
    CHECK_THAT(room.student(name)["labs"][0]["remark"].get<std::string>(), ContainsSubstring(remark));
  }
  CHECK(room.student("leads-out")["because"] == "is a symbolic link, which the grader does not follow");
  CHECK(book["left_out"] == json{"notes.txt is no folder"});
  CHECK_THAT(ended.out, ContainsSubstring("two\\nlines") && ContainsSubstring("bad\\xff"));
  CHECK_FALSE(room.student("nothing").contains("report"));
  for (const json& student : book["students"])
    if (student.contains("report")) {
      const auto report = posix::read_file((room.results() / student["report"].get<std::string>()).string());
      REQUIRE(report);
      CHECK(breaches(json::parse(*report), "docs/report.schema.json") == std::vector<std::string>{});
    }
}

TEST_CASE("everybody right or wrong is graded: exit 0, and the class is only read") {
  const Class room;
  room.broken("lee");
  const Ended ended = room.grade();
  INFO(ended.out << ended.err);
  CHECK(ended.status == 0);
  CHECK(room.points("kim") > 0);
  CHECK(room.points("lee") == 0);
  // The same folder by itself comes to the same.
  const Ended alone = run(room.checkout, {.args = {"check", "pipe", "--dir", (room.checkout.tree() / "kim").string(), "--format", "json"}});
  CHECK(json::parse(alone.out)["summary"]["points"] == room.points("kim"));
  CHECK(fs::exists(room.checkout.tree() / "kim" / kSender));
  CHECK(std::distance(fs::recursive_directory_iterator(room.checkout.tree()), {}) == 8);
}

TEST_CASE("results are not written over unless told so, and gone on with when told so") {
  const Class room;
  room.broken("lee");
  REQUIRE(room.grade(kStep).status == 0);
  const Ended again = room.grade(kStep);
  CHECK(again.status == 2);
  CHECK(lines_in(again.err) == 1);
  CHECK_THAT(again.err, ContainsSubstring("--continue") && ContainsSubstring("--anew"));
  room.right("lee");
  room.broken("new");
  const Ended on = room.grade({"pipe/1", "--continue"});
  INFO(on.out << on.err);
  CHECK(on.status == 0);
  CHECK_THAT(on.out, ContainsSubstring("3 of 3 students are graded, 2 of them in this run"));
  CHECK(room.points("lee") == room.points("kim"));
  fs::remove_all(room.checkout.tree() / "new");
  CHECK_THAT(room.grade({"pipe/1", "--anew"}).out, ContainsSubstring("2 of 2 students are graded, 2 of them in this run"));
  CHECK_FALSE(fs::exists(room.results() / "students/new.json"));
  // Asked for something else, the old results do not count.
  CHECK_THAT(room.grade({"pipe/sender-ends", "pipe/1", "--continue"}).err + room.grade({"pipe/sender", "--continue"}).out,
             ContainsSubstring("2 of them in this run"));
}

TEST_CASE("a state that is damaged is told and left alone") {
  const Class room;
  REQUIRE(room.grade(kStep).status == 0);
  posix::replace_file((room.results() / "grades.json").string(), "{\"format_version\": 1, \"cla");
  for (const char* how : {"--continue", "--anew", "pipe/1"}) {
    const Ended ended = room.grade({how});
    CHECK(ended.status == 2);
    CHECK(lines_in(ended.err) == 1);
    CHECK_THAT(ended.err, ContainsSubstring("is damaged"));
  }
}

TEST_CASE("interrupted or killed, the grader keeps whom it has graded, and goes on with the others") {
  const Class room;
  for (int i = 0; i < 6; ++i) room.right("s" + std::to_string(i));
  room.checkout.write("naps/" + kSender, text_of("tests/hostile/programs/naps-unseen.cpp"));
  int kept = 0;
  for (const int signal : {SIGINT, SIGKILL, SIGTERM, SIGKILL}) {
    INFO("signal " << signal);
    RealRun grader(room.checkout, room.order({"pipe/1", "--continue"}));
    while (room.graded() <= kept && !grader.ends_within(20)) {}  // until somebody more is graded
    ::kill(signal == SIGINT ? -grader.pid() : grader.pid(), signal);
    const Ended ended = grader.wait();
    INFO(ended.out << ended.err);
    if (ended.status == 3) break;  // it was faster
    CHECK(ended.status == (signal == SIGKILL ? 128 + SIGKILL : 130));
    if (signal != SIGKILL) {
      CHECK(lines_in(ended.err) == 1);
      CHECK_THAT(ended.err, ContainsSubstring("--continue"));
    }
    CHECK(nobody_is_left(true));
    CHECK(breaches(room.book(), "docs/grades.schema.json") == std::vector<std::string>{});
    CHECK(room.graded() > kept);
    kept = room.graded();
  }
  const Ended last = room.grade({"pipe/1", "--continue"});
  INFO(last.out << last.err);
  CHECK(last.status == 3);  // of a program that naps for ever and unseen, not everything can be decided
  CHECK(room.graded() == 8);
  for (int i = 0; i < 6; ++i) CHECK(room.points("s" + std::to_string(i)) == room.points("kim"));
}

TEST_CASE("two graders do not write to one folder of results") {
  const Class room;
  room.checkout.write("naps/" + kSender, text_of("tests/hostile/programs/naps-unseen.cpp"));
  RealRun first(room.checkout, room.order(kStep));
  while (!fs::exists(room.results() / "grades.json") && !first.ends_within(5)) {}
  const Ended second = room.grade(kStep);
  CHECK(second.status == 2);
  CHECK(lines_in(second.err) == 1);
  CHECK(first.wait().status == 3);
  CHECK(room.graded() == 2);
}

TEST_CASE("results that cannot be written are one line and exit 2, and what was written before stays") {
  if (::geteuid() != 0) SKIP_TEST("only root can mount a small disk here");
  const Class room;
  room.broken("lee");
  for (const char* options : {"ro", "size=4k,nr_inodes=3", "size=64k"}) {
    INFO(options);
    fs::create_directories(room.results());
    Order order = room.order(kStep);
    order.before = [&room, options] {
      const bool read_only = std::string(options) == "ro";
      if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
          ::mount("tmpfs", room.results().c_str(), "tmpfs", read_only ? MS_RDONLY : 0UL, read_only ? "" : options) != 0)
        ::_exit(125);
      // On the last one there is room for a beginning only.
      if (std::string(options) == "size=64k") posix::replace_file((room.results() / "else").string(), std::string(48U << 10, 'x'));
    };
    const Ended ended = run(room.checkout, order);
    INFO(ended.out << ended.err);
    if (ended.status == 125) SKIP_TEST("no mount namespace here");
    CHECK(ended.status == 2);
    CHECK(lines_in(ended.err) == 1);
    CHECK((ended.err.find("No space left on device") != std::string::npos || ended.err.find("Read-only file system") != std::string::npos));
    CHECK(nobody_is_left());
  }
}

TEST_CASE("a class that is none is one line that says what a class is") {
  const Class room;
  const fs::path tree = room.checkout.tree(), empty = room.checkout.temporary() / "empty", wrapped = room.checkout.temporary() / "wrapped";
  fs::create_directories(empty);
  fs::create_directories(wrapped / "kim/labs/pipe");
  const std::string results = room.results().string();
  const std::vector<std::vector<std::string>> wrong{
      {"grade"}, {"grade", "/nowhere"}, {"grade", "/dev/null"}, {"grade", (tree / "kim" / kSender).string()}, {"grade", empty.string()},
      {"grade", (tree / "kim").string()}, {"grade", wrapped.string()}, {"grade", tree.string(), "condvar"}, {"grade", tree.string(), "pipes"},
      {"grade", tree.string(), "--output", (tree / "results").string()}, {"grade", tree.string(), "--output", tree.string()},
      {"grade", tree.string(), "--output", "/dev/null/x"}, {"grade", tree.string(), "--continue", "--anew"},
      {"grade", tree.string(), "--jobs", "0"}, {"grade", std::string(5000, 'x')}};
  for (const auto& args : wrong) {
    std::string line;
    for (const std::string& arg : args) line += arg.substr(0, 60) + " ";
    INFO(line);
    Order order{.args = args};
    order.before = [&room] {
      if (::chdir(room.checkout.temporary().c_str()) != 0) ::_exit(125);
    };
    const Ended ended = run(room.checkout, order);
    INFO(ended.err);
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK(lines_in(ended.err) == 1);
    CHECK(ended.err.size() < 400);
  }
  CHECK_FALSE(fs::exists(results));
  CHECK_FALSE(fs::exists(tree / "results"));
}

TEST_CASE("a folder that cannot be read costs its student only") {
  if (::geteuid() != 0) SKIP_TEST("only root can make a folder that is somebody else's");
  const Class room;
  room.right("closed");
  room.right("half");
  ::chmod((room.checkout.tree() / "closed").c_str(), 0);
  ::chmod((room.checkout.tree() / "half/pipe/1-sender").c_str(), 0);
  Order order = room.order(kStep);
  order.user = kSomebody;
  order.before = [&room] { ::chmod(room.checkout.temporary().c_str(), 0777); };
  const Ended ended = run(room.checkout, order);
  INFO(ended.out << ended.err);
  CHECK(ended.status == 3);
  CHECK(room.points("kim") > 0);
  CHECK(room.student("closed")["because"] == "cannot be read: Permission denied");
  CHECK_THAT(room.student("half")["labs"][0]["remark"].get<std::string>(), ContainsSubstring("cannot be read: Permission denied"));
}
