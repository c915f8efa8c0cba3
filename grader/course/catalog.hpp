// The course as data: each lab's checks (compiled in, check/lab.hpp) joined with its prose (grader/labs/<lab>.yaml) and
// its folders (solutions/<lab>/<n>-<step>/). Read once at the start; nothing in it changes afterwards.
//
// A step is a folder. Each .cpp directly in it is a program that the student owns; what lies under given/ is right
// already: .hpp for the compiler, .cpp each a program of its own. Only given/<program>_main.cpp beside <program>.cpp is
// none: it holds the main() of the student's program, a library then, and is compiled and linked together with it. The
// grader reads given/ only under solutions/.
#pragma once
#include "check/lab.hpp"
#include "course/malformed.hpp"
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::course {

struct Bug {
  std::string id;
  int step = 0;
  std::string title;                // "The parent keeps the write end open"
  std::string check;                // the primary check: its mutant fails this one
  std::string man;                  // "pipe(7)"
  std::string notes;                // where the notes speak of it
  std::string why;                  // what is wrong, for after the repair
  std::vector<std::string> hints;   // a question, a pointer, almost the answer
};

struct Program {
  std::string name;   // "relay"; the student's own ones are unique in their lab
  int step = 0;
  bool given = false;
  std::string file;   // below the lab's folder: "3-relay/relay.cpp", "1-sender/given/receiver.cpp"
  std::string driver = {};  // the given file with its main(), where it has one: "2-m_popen/given/m_popen_main.cpp"
  [[nodiscard]] std::string source() const { return file.substr(file.rfind('/') + 1); }
};

struct Step {
  int number = 0;
  std::string name;                     // "relay"
  std::string title;
  int minutes = 0;
  std::string goal;
  std::string folder;                   // "3-relay"
  std::vector<Program> programs;        // the student's, then the given ones
  std::vector<std::string> own;         // every file the student owns, below the lab's folder
  std::vector<std::string> given;       // every given file, below the lab's folder
};

struct Lab {
  const check::Lab* promises = nullptr;
  std::string id;
  std::string title;
  std::string summary;                  // what it is about, some sentences
  std::string prerequisites;
  int order = 0;
  std::vector<Step> steps;              // by number
  std::vector<Bug> bugs;

  [[nodiscard]] const Step* step(int number) const;
  [[nodiscard]] const Bug* bug(std::string_view id) const;
  [[nodiscard]] const check::Check* check(std::string_view id) const;
  // The student's program of that name; nothing when there is none.
  [[nodiscard]] const Program* program(std::string_view name) const;
  // What a check means by a program's name: a program of its own step, the student's or a given one.
  [[nodiscard]] const Program* program_of(const check::Check& check, std::string_view name) const;
  [[nodiscard]] int step_of(const check::Check& check) const;  // 0 when its program does not exist
};

class Catalog {
 public:
  // Throws Malformed (a lab's data) or posix::Error (a folder that cannot be read).
  explicit Catalog(std::filesystem::path root, const std::vector<const check::Lab*>& labs = check::labs());

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  [[nodiscard]] const std::vector<Lab>& labs() const { return labs_; }
  [[nodiscard]] const Lab* lab(std::string_view id) const;

 private:
  std::filesystem::path root_;
  std::vector<Lab> labs_;  // in the order of the course
};

// Where the project lies: IPCLAB_ROOT, else the first folder upwards from this executable, else upwards from the
// working directory, that holds labs/ and grader/labs/. Throws posix::Error.
[[nodiscard]] std::filesystem::path find_root();

}  // namespace ipclab::course
