package pgtest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// Kill kills the server as kill -9 does, with all its processes, and returns when they are
// gone. Nothing works until it is started again.
func (s *Server) Kill() error {
	processes, err := s.processes()
	if err != nil {
		return err
	}
	for _, p := range processes { // the first would start others
		_ = syscall.Kill(p, syscall.SIGKILL)
	}
	return gone(processes)
}

// KillOne kills one of the processes that the server has started, and pick says which of so
// many. The server then ends the others too, whatever they do, and recovers by itself.
func (s *Server) KillOne(pick func(n int) int) error {
	processes, err := s.processes()
	if err != nil {
		return err
	}
	started := processes[1:]
	if len(started) == 0 {
		return errors.New("the server has no processes")
	}
	_ = syscall.Kill(started[pick(len(started))], syscall.SIGKILL)
	return gone(started)
}

// Start starts a server that was killed, and returns when it answers.
func (s *Server) Start() error {
	if _, err := s.input.Write([]byte("\n")); err != nil {
		return err
	}
	return s.Answers()
}

// Answers waits until the server answers.
func (s *Server) Answers() error {
	if err := s.answers(); err != nil {
		log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
		return fmt.Errorf("the server does not come back: %w\n%s", err, tail(log))
	}
	return nil
}

// processes lists the server and then those that it has started.
func (s *Server) processes() ([]int, error) {
	lock, err := os.ReadFile(filepath.Join(s.folder, "data", "postmaster.pid"))
	if err != nil {
		return nil, err
	}
	first, _, _ := bytes.Cut(lock, []byte("\n"))
	server, err := strconv.Atoi(string(first))
	if err != nil {
		return nil, fmt.Errorf("postmaster.pid: %w", err)
	}
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil || len(all) == 0 {
		return nil, errors.New("only Linux (/proc) says which processes a server has")
	}
	list := []int{server}
	for _, p := range all {
		pid, err := strconv.Atoi(filepath.Base(p))
		if _, parent := state(pid); err == nil && parent == server {
			list = append(list, pid)
		}
	}
	return list, nil
}

// state is what a process does, Z when it is dead and its parent has not asked, and its
// parent; 0 when there is no such process.
func state(pid int) (does byte, parent int) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, 0
	}
	// PID (NAME) STATE PARENT …, and a name may hold anything.
	f := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(f) < 2 || len(f[0]) != 1 {
		return 0, 0
	}
	parent, _ = strconv.Atoi(string(f[1]))
	return f[0][0], parent
}

// gone waits until processes have ended.
func gone(processes []int) error {
	end := time.Now().Add(30 * time.Second)
	for _, p := range processes {
		for does, _ := state(p); does != 0 && does != 'Z' && does != 'X'; does, _ = state(p) {
			if time.Now().After(end) {
				return fmt.Errorf("process %d of the server does not end", p)
			}
			time.Sleep(time.Millisecond)
		}
	}
	return nil
}
