// What you write. The contract stands in the lab's README.
#pragma once
#include <cstdio>

// Starts `command` by the shell. Type "r": what it prints can be read from the stream. Type "w": it reads what is
// written to the stream. A null pointer, with errno, when that cannot be done.
std::FILE* m_popen(const char* command, const char* type);

// Closes a stream of m_popen and waits for its command. Its status as waitpid(2) gives it; -1, with errno, on an error.
int m_pclose(std::FILE* stream);
