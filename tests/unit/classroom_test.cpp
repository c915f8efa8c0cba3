#include "course/classroom.hpp"
#include "posix/error.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <algorithm>
#include <set>
#include <sys/stat.h>

using namespace ipclab;
using namespace ipclab::course;
using namespace ipclab::tests;
namespace fs = std::filesystem;

namespace {

const Student& named(const Classroom& room, const std::string& name) {
  const auto found = std::find_if(room.students.begin(), room.students.end(), [&](const Student& student) { return student.name == name; });
  REQUIRE(found != room.students.end());
  return *found;
}

}  // namespace

TEST_CASE("every folder of a class is a student, and what is none is told") {
  const SampleCourse sample;
  const Catalog catalog(sample.root(), sample.labs());
  const TemporaryFolder folder;
  folder.write("kim/pipe/1-sender/sender.cpp", "int main() {}\n");
  folder.write(".lee/fifo/1-writer/writer.cpp", "int main() {}\n");
  folder.write(".git/config", "");
  folder.write("notes.txt", "");
  fs::create_directories(folder.path() / "nobody");
  fs::create_directory_symlink("kim", folder.path() / "link");
  fs::create_symlink("nowhere", folder.path() / "broken");
  REQUIRE(::mkfifo((folder.path() / "fifo").c_str(), 0600) == 0);
  const Classroom room = read_class(folder.path(), catalog);
  std::vector<std::string> names;
  for (const Student& student : room.students) names.push_back(student.name);
  CHECK(names == std::vector<std::string>{".lee", "kim", "link", "nobody"});
  CHECK(named(room, "kim").labs == std::vector<std::string>{"pipe"});
  CHECK(named(room, "kim").trouble.empty());
  CHECK(named(room, "nobody").labs.empty());
  CHECK(named(room, "link").trouble == "is a symbolic link, which the grader does not follow");
  CHECK(room.left_out == std::vector<std::string>{".git is a hidden folder without a lab", "broken is no folder", "fifo is no folder", "notes.txt is no folder"});
  CHECK_THROWS_AS(read_class(folder.path() / "none", catalog), posix::Error);
  CHECK_THROWS_AS(read_class(folder.path() / "notes.txt", catalog), posix::Error);
}

TEST_CASE("a lab that lies in the wrong place is not just missing") {
  const SampleCourse sample;
  const Catalog catalog(sample.root(), sample.labs());
  const Lab& pipe = *catalog.lab("pipe");
  const TemporaryFolder folder;
  folder.write("kim/" + pipe.steps.front().folder + "/x.cpp", "");
  folder.write("lee/pype/x.cpp", "");
  folder.write("max/thesis/x.cpp", "");
  const Classroom room = read_class(folder.path(), catalog);
  CHECK(why_nothing(named(room, "kim"), pipe, catalog) == "nothing handed in; " + pipe.steps.front().folder + "/ belongs into a folder pipe/");
  CHECK(why_nothing(named(room, "lee"), pipe, catalog) == "nothing handed in; pype/ is no lab: is it pipe/?");
  CHECK(why_nothing(named(room, "max"), pipe, catalog) == "nothing handed in");
}

TEST_CASE("a student's key is a file name and no other student's") {
  CHECK(key_of("kim") == "kim");
  CHECK(key_of("m\xc3\xbcller, \"pat\"") == "m\xc3\xbcller, \"pat\"");
  CHECK(key_of("-x") == "%2Dx");
  CHECK(key_of(".x") == "%2Ex");
  CHECK(key_of("a\nb") == "a%0Ab");
  CHECK(key_of("a%0Ab") == "a%250Ab");
  CHECK(key_of("a\xff") == "a%FF");
  std::set<std::string> keys;
  const std::string wide(80, 'x');
  for (const std::string& name : {std::string(255, 'x'), std::string(254, 'x'), std::string(255, '\n'), std::string(254, '\n'), std::string(231, 'x'), wide}) {
    const std::string key = key_of(name);
    CHECK(key.size() + 12 <= 255);  // ".json" and the ending of a temporary file
    CHECK(keys.insert(key).second);
    CHECK(key.find_first_of("/\n") == std::string::npos);
  }
}

TEST_CASE("what was handed in has another digest when a byte of it changes, and a date") {
  const SampleCourse sample;
  const Catalog catalog(sample.root(), sample.labs());
  const std::vector<const Lab*> labs{catalog.lab("pipe")};
  const TemporaryFolder folder;
  CHECK_FALSE(handed_in(folder.path(), labs).newest);
  const std::string nothing = handed_in(folder.path(), labs).digest;
  folder.write("pipe/1-sender/sender.cpp", "int main() {}\n");
  const HandedIn first = handed_in(folder.path(), labs);
  CHECK(first.digest != nothing);
  CHECK(first.newest);
  folder.write("pipe/1-sender/notes.txt", "not theirs to hand in\n");
  CHECK(handed_in(folder.path(), labs).digest == first.digest);
  folder.write("pipe/1-sender/sender.cpp", "int main() { }\n");
  CHECK(handed_in(folder.path(), labs).digest != first.digest);
  fs::remove(folder.path() / "pipe/1-sender/sender.cpp");
  fs::create_symlink("/dev/zero", folder.path() / "pipe/1-sender/sender.cpp");  // not opened, or this never ends
  CHECK(handed_in(folder.path(), labs).digest != nothing);
}
