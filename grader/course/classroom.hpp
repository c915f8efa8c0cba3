// A class as a folder, CLASS/<student>/<lab>/<step>/: who is in it, and what they have handed in. Nothing in it is
// trusted, no link is followed, and one student's oddities are no other's.
#pragma once
#include "course/catalog.hpp"
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::course {

struct Student {
  std::string name;                    // the folder's, byte by byte
  std::string key;                     // the same as a plain file name: see key_of
  std::filesystem::path folder;
  std::vector<std::string> labs = {};  // of the course, that lie there
  std::vector<std::string> others = {};  // folders there that are no lab of the course
  std::string trouble = {};            // not empty: why nothing can be graded
};

struct Classroom {
  std::filesystem::path folder;
  std::vector<Student> students;       // by name
  std::vector<std::string> left_out;   // what is no student, a line each: "notes.txt is no folder"
};

// Throws posix::Error: no such folder, or it cannot be read.
[[nodiscard]] Classroom read_class(const std::filesystem::path& folder, const Catalog& catalog);

// A file name that stands for the student's name and for no other: what is not printed, or means something in a file
// name, is written as %XX; what is too long is cut and ends in a digest.
[[nodiscard]] std::string key_of(const std::string& name);

// What a student has handed in of these labs.
struct HandedIn {
  std::string digest;                  // of the names and bytes of all their own files; not against forgery
  std::optional<std::int64_t> newest;  // when the newest of them was written, in seconds since 1970
};
// In words, when a lab does not lie there: "nothing handed in", and which of the other folders may be meant for it.
[[nodiscard]] std::string why_nothing(const Student& student, const Lab& lab, const Catalog& catalog);
[[nodiscard]] HandedIn handed_in(const std::filesystem::path& folder, const std::vector<const Lab*>& labs);

}  // namespace ipclab::course
