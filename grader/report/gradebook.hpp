// The results of a class: what one student has reached, lab by lab and step by step, and the tables and the document in
// which all of them are written down (docs/grades.schema.json). Plain data and pure functions of it.
#pragma once
#include "course/grade.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::report {

inline constexpr int kGradebookVersion = 1;

struct Counts { int passed = 0, failed = 0, blocked = 0, inconclusive = 0, skipped = 0, broken = 0; };

struct StepMark {
  int number = 0;
  std::string name;
  int points = 0, max_points = 0;  // a promise that a repair has broken costs: points may be below 0
  int mistakes = 0, repaired = 0;
  Counts counts = {};
};

struct LabMark {
  std::string lab;
  bool handed_in = true;
  int points = 0, max_points = 0;  // points never below 0
  Counts counts = {};
  std::vector<StepMark> steps = {};
  std::string remark = {};         // "relay.cpp does not compile"; empty when there is nothing to say
  [[nodiscard]] bool provisional() const { return counts.inconclusive + counts.skipped + counts.broken > 0; }
};

struct StudentMark {
  std::string student;             // the folder's name, byte by byte
  std::string key;                 // course::key_of(student)
  std::string trouble = {};        // not empty: not graded, and why
  bool report = false;             // there is one, students/<key>.json
  std::string isolation = {}, submitted = {}, graded = {};  // dates as 2026-02-28T12:00:00Z
  std::uint64_t seed = 1;
  double seconds = 0;
  std::string digest = {};         // course::HandedIn
  std::vector<LabMark> labs = {};
  [[nodiscard]] bool provisional() const;
};

struct Gradebook {
  std::string folder;              // the class
  std::vector<std::string> what;   // as it was asked for; empty: every lab that somebody has handed in
  std::vector<std::string> left_out;  // of the class's folder, a line each
  std::vector<StudentMark> students;
  [[nodiscard]] int graded() const;
  [[nodiscard]] int provisional() const;
};

// Of one student's report. `tree` is taken away where file names begin with it.
[[nodiscard]] std::vector<LabMark> marks_of(const course::Grade& grade);

// RFC 4180: a header, and a row for each student and lab; for each student, lab and step.
[[nodiscard]] std::string labs_csv(const Gradebook& book);
[[nodiscard]] std::string steps_csv(const Gradebook& book);
[[nodiscard]] std::string csv_field(const std::string& text);

[[nodiscard]] std::string gradebook_json(const Gradebook& book);
// Nothing when it is none of ours, or damaged.
[[nodiscard]] std::optional<Gradebook> read_gradebook(const std::string& text);
// One student's marks, from one process to another.
[[nodiscard]] std::string mark_json(const StudentMark& mark);
[[nodiscard]] std::optional<StudentMark> read_mark(const std::string& text);

// A few lines for a person: the points of each lab, and what there is to say.
[[nodiscard]] std::string mark_text(const StudentMark& mark, std::size_t name_width);
// What can be shown and written anywhere: the name itself, or escaped when it is no UTF-8.
[[nodiscard]] std::string name_of(const StudentMark& mark);
// Seconds since 1970 as a date: "2026-02-28T12:00:00Z".
[[nodiscard]] std::string date(std::int64_t seconds);

}  // namespace ipclab::report
