// What the contracts of several labs say alike, word by word or nearly so (labs/<lab>/README.md).
#pragma once
#include "check/lab.hpp"
#include "check/trial.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ipclab::labs {

// "At most 0.2 s of CPU time", all its processes and threads together, until it sleeps and while it waits ...
constexpr double kWaiting = 0.2;
// ... and the same from the end of its input, or from what ends it, to its own end.
constexpr check::Budget kAtEnd{.cpu_seconds = 0.2};
// Of a program that has little to print.
constexpr check::Budget kAtEndLittle{.cpu_seconds = 0.2, .bytes = 64U << 10};

// A message on standard error and this status, and nothing on standard output.
void refuses(check::Trial& t, const check::Process& process, int status = 2);
// The same of a program that is given these arguments and an empty input.
void refuses(check::Trial& t, std::string_view program, const std::vector<std::string>& args, int status = 2);

// It ends by this signal, or as a shell would tell of it: exit 128 + signal. `name`: as in signal(7).
void ends_by(check::Trial& t, const check::Process& process, int signal, const std::string& name);

// Lines of 1024 bytes, as long as a text of the rooms can be, no two of them alike; and "NAME: " before each of such lines.
std::string long_lines(const std::string& name, int count);
std::string shown(const std::string& name, std::string_view lines);

}  // namespace ipclab::labs
