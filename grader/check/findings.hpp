// From what the engine saw to what the student reads: one function for each way to break a promise.
#pragma once
#include "check/engine.hpp"

namespace ipclab::check {

// How each program that the finding speaks of was run, and its signals; the one it is about first.
void say_what_they_got(const Engine& engine, const Running& program, Finding& finding);
// All sleep for ever, and this program was to end.
[[nodiscard]] Finding stuck_instead_of_ending(Engine& engine, const Running& program);
// It ended by another status, or by a signal.
[[nodiscard]] Finding ended_otherwise(const Engine& engine, const Running& program, const Ending& promised);
// It ended while it was to wait for more.
[[nodiscard]] Finding ended_too_early(const Engine& engine, const Running& program);
// It was to write this, and can no more: all sleep for ever, or nobody is left.
[[nodiscard]] Finding never_wrote(Engine& engine, const Running& program, int fd, std::string_view text, bool asleep);
// The scenario has seen it.
[[nodiscard]] Finding seen_broken(const Engine& engine, const Running& program, std::string what, std::string happened);
// Nothing when the stream holds what was promised.
[[nodiscard]] std::optional<Finding> wrong_content(const Engine& engine, const Running& program, int fd, const Content& promised);
// What the grader reads from a FIFO itself: it never came, and can no more.
[[nodiscard]] Finding never_came(Engine& engine, const Running& end, std::string_view text, bool asleep);
// Adds of every program what it was run with, what it said and how it ended: who it was that wrote is not known.
void say_what_all_got(const Engine& engine, Finding& finding);
// The grader was to open a FIFO: there is none of that name; none has it open to read.
[[nodiscard]] Finding no_fifo(const Engine& engine, const std::string& name);
[[nodiscard]] Finding nobody_reads(Engine& engine, const std::string& name, bool asleep);
// Nothing when there is a FIFO of that name with these permission bits.
[[nodiscard]] std::optional<Finding> wrong_fifo(Engine& engine, const std::string& name, unsigned mode);
// Nothing when the world is empty.
[[nodiscard]] std::optional<Finding> something_left(Engine& engine, const Leftovers& what);
// It ended in company.
[[nodiscard]] Finding not_alone_at_end(const Engine& engine, const Running& program, const std::vector<Company>& company);
// A report of AddressSanitizer on a program's standard error.
[[nodiscard]] std::optional<Finding> memory_error(const Running& program);

}  // namespace ipclab::check
