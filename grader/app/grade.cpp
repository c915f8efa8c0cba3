// ipclab grade: a class, student by student, each in a process of its own.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/results.hpp"
#include "app/terminal.hpp"
#include "app/workers.hpp"
#include "course/classroom.hpp"
#include "course/grading.hpp"
#include "course/selection.hpp"
#include "posix/error.hpp"
#include "report/gradebook.hpp"
#include "report/json.hpp"
#include "world/isolation.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <map>
#include <numeric>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

using course::Catalog;
using course::Chosen;
using course::Classroom;
using course::Lab;
using course::Student;
using report::Gradebook;
using report::LabMark;
using report::StudentMark;

constexpr const char* kNotYet = "not graded yet";
constexpr const char* kKeptSoFar = "; what was graded before is kept: make room, and go on with --continue";

// How a worker ends, besides 0.
enum : int { kTrouble = 2, kNotWritten = 3, kStopped = 130 };

bool has(const Student& student, const Lab& lab) {
  return std::find(student.labs.begin(), student.labs.end(), lab.id) != student.labs.end();
}

// Without WHAT: every lab that somebody has handed in.
std::vector<Chosen> choose_for(const Catalog& catalog, const Classroom& room, const GradeOptions& options) {
  std::vector<Chosen> chosen = course::choose(catalog, options.what);
  const auto somebody_has = [&](const Lab& lab) {
    return std::any_of(room.students.begin(), room.students.end(), [&](const Student& student) { return has(student, lab); });
  };
  const bool anything = std::any_of(chosen.begin(), chosen.end(), [&](const Chosen& one) { return somebody_has(*one.lab); });
  if (options.what.empty())
    chosen.erase(std::remove_if(chosen.begin(), chosen.end(), [&](const Chosen& one) { return !somebody_has(*one.lab); }), chosen.end());
  if (anything) return chosen;
  if (room.students.empty()) throw course::Unknown(options.folder + " has no folder for a student in it; a class is CLASS/<student>/<lab>/<step>/");
  for (const Student& student : room.students)
    if (catalog.lab(student.name) != nullptr)
      throw course::Unknown(options.folder + " holds what one student handed in (it has " + student.name + "/); name the folder above it, or check --dir");
  for (const Student& student : room.students)
    if (fs::exists(student.folder / "labs"))
      throw course::Unknown("nobody in " + options.folder + " has a lab's folder, but " + student.name + "/ has labs/: what lies in that belongs one folder up");
  throw course::Unknown("nobody in " + options.folder + " has handed in anything of " +
                        (options.what.empty() ? "any lab" : options.what.front()) + "; a class is CLASS/<student>/<lab>/<step>/");
}

// One class and what becomes of it.
class Grading {
 public:
  Grading(const Catalog& catalog, Classroom room, const GradeOptions& options, Results& results)
      : catalog_(catalog), room_(std::move(room)), options_(options), results_(results), chosen_(choose_for(catalog, room_, options)) {
    for (const Chosen& one : chosen_)
      if (labs_.empty() || labs_.back() != one.lab) labs_.push_back(one.lab);
    book_.folder = room_.folder.string();
    book_.what = options.what;
    for (const std::string& line : room_.left_out) book_.left_out.push_back(report::clean(line));
  }

  // Who has to be graded; the others keep what they have. Throws course::Unknown.
  void begin();
  int run();

 private:
  StudentMark fresh(const Student& student) const;
  void add_absent(const Student& student, StudentMark& mark) const;
  void start_some();
  void start(std::size_t index, int jobs);
  int grade_one(const Student& student, int jobs, int out);
  void finish(const Workers::Ended& ended);
  void keep() const;
  void show_progress();
  int conclude() const;

  const Catalog& catalog_;
  Classroom room_;
  const GradeOptions& options_;
  Results& results_;
  std::vector<Chosen> chosen_;
  std::vector<const Lab*> labs_;
  Gradebook book_;                     // of book_.students each belongs to the student of the same index
  std::vector<std::size_t> waiting_;   // to be graded, the last one next
  std::size_t to_grade_ = 0, done_ = 0;
  world::Isolation isolation_;
  int jobs_ = 1;
  std::size_t name_width_ = 0;
  Workers workers_;
  ProgressLine line_;
};

StudentMark Grading::fresh(const Student& student) const {
  StudentMark mark{.student = student.name, .key = student.key};
  mark.trouble = student.trouble;
  if (!mark.trouble.empty()) return mark;
  std::vector<const Lab*> theirs;
  std::copy_if(labs_.begin(), labs_.end(), std::back_inserter(theirs), [&](const Lab* lab) { return has(student, *lab); });
  const course::HandedIn handed = course::handed_in(student.folder, theirs);
  mark.digest = handed.digest;
  if (handed.newest) mark.submitted = report::date(*handed.newest);
  if (!theirs.empty()) mark.trouble = kNotYet;
  return mark;
}

// Labs that were asked for and not handed in: 0 of their points.
void Grading::add_absent(const Student& student, StudentMark& mark) const {
  std::vector<LabMark> all;
  for (const Lab* lab : labs_) {
    const auto there = std::find_if(mark.labs.begin(), mark.labs.end(), [&](const LabMark& one) { return one.lab == lab->id; });
    if (there != mark.labs.end()) {
      all.push_back(std::move(*there));
      continue;
    }
    LabMark absent{.lab = lab->id, .handed_in = has(student, *lab), .remark = course::why_nothing(student, *lab, catalog_)};
    for (const Chosen& one : chosen_)
      if (one.lab == lab && !one.check->catches.empty()) absent.max_points += one.check->weight;
    all.push_back(std::move(absent));
  }
  mark.labs = std::move(all);
}

void Grading::begin() {
  std::optional<Gradebook> before = results_.before();
  if (before && !options_.go_on && !options_.anew)
    throw course::Unknown(fmt::format("{} holds the results of {} students already: --continue grades those who have none yet or have handed in "
                                      "something new, --anew grades all again", shown(results_.folder()), before->graded()));
  if (options_.anew) {
    results_.clear();
    before.reset();
  }
  std::map<std::string, StudentMark> kept;
  if (before && before->what == options_.what)
    for (StudentMark& mark : before->students)
      if (mark.trouble.empty() && (!mark.report || results_.has_report(mark.key))) kept.emplace(mark.key, std::move(mark));
  for (std::size_t i = 0; i < room_.students.size(); ++i) {
    const Student& student = room_.students[i];
    StudentMark mark = fresh(student);
    if (const auto old = kept.find(mark.key); old != kept.end() && mark.trouble == kNotYet && old->second.digest == mark.digest) {
      old->second.student = student.name;  // what the document has may be escaped
      mark = std::move(old->second);
    }
    if (mark.trouble == kNotYet) waiting_.push_back(i);
    if (mark.trouble.empty()) add_absent(student, mark);
    name_width_ = std::max(name_width_, std::min<std::size_t>(24, report::columns(report::clean(student.name))));
    book_.students.push_back(std::move(mark));
  }
  std::reverse(waiting_.begin(), waiting_.end());
  to_grade_ = waiting_.size();
  results_.keep(book_);  // also to know now whether it can be written
}

// Without results there is nothing to grade for. Throws course::Unknown.
void Grading::keep() const try {
  results_.keep(book_);
} catch (const posix::Error& trouble) {
  throw course::Unknown(trouble.what() + std::string(kKeptSoFar));
}

// In a process of its own.
int Grading::grade_one(const Student& student, int jobs, int out) {
  Interrupts interrupts;
  std::vector<Chosen> theirs;
  std::copy_if(chosen_.begin(), chosen_.end(), std::back_inserter(theirs), [&](const Chosen& one) { return has(student, *one.lab); });
  course::GradingOptions grading;
  grading.tree = {student.folder, report::clean(student.folder.string()), "dir"};
  grading.jobs = jobs;
  grading.build_folder = build_folder(catalog_.root());
  grading.stop_fd = interrupts.fd();
  const course::Grade grade = course::grade(catalog_, theirs, isolation_, grading);
  if (grade.interrupted) return kStopped;
  StudentMark mark{.student = student.name, .key = student.key, .report = true, .isolation = std::string(world::name(isolation_.tier))};
  mark.seed = grading.depth.seed;
  mark.seconds = grade.seconds;
  mark.graded = report::date(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
  mark.labs = report::marks_of(grade);
  const std::string text = report::json_report(grade, report::this_machine());
  try {
    results_.keep_report(student.key, text);
  } catch (const posix::Error& trouble) {
    posix::write_all(out, trouble.what());
    return kNotWritten;
  }
  posix::write_all(out, report::mark_json(mark));
  return 0;
}

void Grading::start(std::size_t index, int jobs) {
  workers_.start(index, jobs, [this, index, jobs](int out) {
    results_.let_go();
    return grade_one(room_.students[index], jobs, out);
  });
}

// Worlds are shared out among as many students as there are: with many, each gets one.
void Grading::start_some() {
  for (int idle = jobs_ - workers_.shares(); idle > 0 && !waiting_.empty(); idle = jobs_ - workers_.shares()) {
    const int jobs = std::max(1, idle / std::min(idle, static_cast<int>(waiting_.size())));
    const std::size_t index = waiting_.back();
    waiting_.pop_back();
    start(index, jobs);
  }
}

void Grading::finish(const Workers::Ended& ended) {
  if (ended.status == kNotWritten) throw course::Unknown(ended.text + kKeptSoFar);
  StudentMark& mark = book_.students[ended.id];
  const Student& student = room_.students[ended.id];
  if (auto got = report::read_mark(ended.text); ended.status == 0 && ended.signal == 0 && got) {
    got->student = student.name;
    got->digest = mark.digest;
    got->submitted = mark.submitted;
    mark = std::move(*got);
    add_absent(student, mark);
  } else if (ended.signal != 0) {
    mark.trouble = "the grader itself was ended by " + posix::signal_name(ended.signal) + " at it; this is not the student's fault";
  } else if (ended.status == kStopped) {
    mark.trouble = "somebody told the grader to stop at it";
  } else {
    mark.trouble = "trouble of the grader's own: " + (ended.text.empty() ? "no word of what" : ended.text);
  }
  ++done_;
  keep();
  line_.clear();
  print(report::mark_text(mark, name_width_));
}

void Grading::show_progress() {
  std::string names;
  for (const std::size_t id : workers_.ids()) names += (names.empty() ? "" : ", ") + report::clean(room_.students[id].name);
  const std::string text = fmt::format("{} of {} students  {}", done_, to_grade_, names);
  line_.show(report::wrapped(text, style_for(2).width - 1).front());
}

int Grading::conclude() const {
  const int all = static_cast<int>(book_.students.size()), graded = book_.graded(), provisional = book_.provisional();
  std::string text;
  for (std::size_t i = 0; i < book_.students.size(); ++i)  // those of whom nothing was said yet
    if (const StudentMark& mark = book_.students[i]; !room_.students[i].trouble.empty() || (mark.trouble.empty() && !mark.report))
      text += report::mark_text(mark, name_width_);
  for (const std::string& line : book_.left_out) text += "left out: " + line + "\n";
  text += fmt::format("\n{} of {} students are graded, {} of them in this run", graded, all, done_);
  if (provisional > 0) text += fmt::format("; {} with something that is not known", provisional);
  text += "\n";
  for (const char* file : {"grades.csv", "steps.csv", "grades.json", "students/"}) text += "  " + shown(results_.folder() / file) + "\n";
  print(text);
  return graded == all && provisional == 0 ? kAllPassed : kNotKnown;
}

int Grading::run() {
  isolation_ = world::probe();
  // Without namespaces worlds share keys and names: one at a time.
  if (isolation_.tier != world::Tier::reduced) jobs_ = options_.jobs > 0 ? options_.jobs : report::this_machine().cpus;
  {
    Interrupts interrupts;
    for (start_some(); workers_.running() > 0; start_some()) {
      show_progress();
      const auto ended = workers_.wait(interrupts.fd());
      if (!ended) {
        line_.clear();
        workers_.end_all();
        interrupts.forgive();
        complain(fmt::format("interrupted; {} of {} students are graded and kept in {}; go on with --continue", book_.graded(),
                             book_.students.size(), shown(results_.folder())));
        return kInterrupted;
      }
      finish(*ended);
    }
  }
  line_.clear();
  return conclude();
}

// Beside where one stands, unless told otherwise; never in the class, where it would be a student.
fs::path results_folder(const Classroom& room, const GradeOptions& options) {
  const fs::path folder = fs::weakly_canonical(options.output.empty() ? fs::path(room.folder.filename().string() + "-grades") : fs::path(options.output));
  const auto [end, _] = std::mismatch(room.folder.begin(), room.folder.end(), folder.begin(), folder.end());
  if (end == room.folder.end())
    throw course::Unknown("the results would lie in the class itself, in " + folder.string() + "; name a folder outside of it with --output");
  return folder;
}

}  // namespace

int grade(const GradeOptions& options) {
  const Catalog catalog(course::find_root());
  Classroom room = course::read_class(options.folder, catalog);
  (void)choose_for(catalog, room, options);  // before anything is written
  Results results(results_folder(room, options));
  Grading grading(catalog, std::move(room), options, results);
  grading.begin();
  return grading.run();
}

}  // namespace ipclab::app
