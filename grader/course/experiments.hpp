// The programs of the walk, labs/<path>/experiments/<name>.cpp: complete, given as they are, and part of no step. Their
// masters lie in solutions/, at the same place: what a learner has changed is found by comparing the two, and put back.
#pragma once
#include "course/catalog.hpp"
#include "course/skeleton.hpp"
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::course {

[[nodiscard]] std::string experiment_file(std::string_view path, std::string_view name);  // "pipe/experiments/full.cpp"

// All there are, by name. Throws posix::Error.
[[nodiscard]] std::vector<SkeletonFile> experiments(const std::filesystem::path& root);
// Where those in labs/ are others, a line each, as differences() of a lab has them.
[[nodiscard]] std::vector<std::string> experiment_differences(const std::filesystem::path& root);
// The file in labs/ is there, byte for byte as its master.
[[nodiscard]] bool is_as_given(const std::filesystem::path& root, const std::string& file);

// Whether WHAT, as people type it, means experiments: "pipe/experiments/full", "pipe/experiments", or "sockets", which is no lab.
[[nodiscard]] bool means_experiments(const Catalog& catalog, std::string_view what);
// Those that it means. Throws Unknown: there are none.
[[nodiscard]] std::vector<SkeletonFile> find_experiments(const Catalog& catalog, std::string_view what);

// What builds a student's program builds an experiment, too: as the one program of a lab that has nothing else.
[[nodiscard]] Lab as_lab(const std::string& path, const std::string& name);

}  // namespace ipclab::course
