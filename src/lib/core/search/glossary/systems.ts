import { equal, finds, type GlossaryRow } from './row.ts';

/** Operating systems, networks, hardware and machine learning. */
export const systems: readonly GlossaryRow[] = [
	equal('names of machines', 'DNS, domain name system'),
	equal('protocol', 'TCP, transmission control protocol'),
	equal('protocol', 'UDP, user datagram protocol'),
	equal('addresses handed out', 'DHCP, dynamic host configuration protocol'),
	equal('addresses translated', 'NAT, network address translation'),
	equal('network over another', 'VPN, virtual private network'),
	equal('local network', 'LAN, local area network'),
	equal('bare machine in a machine', 'VM, virtual machine'),
	equal('several operating systems on one machine', 'hypervisor, virtual machine monitor'),
	equal('Linux in Windows', 'WSL, Windows Subsystem for Linux'),
	equal('processor', 'CPU, processor, central processing unit'),
	equal('graphics processor', 'GPU, graphics processing unit, graphics card'),
	equal('memory', 'RAM, main memory, random access memory'),
	equal('disk without parts that move', 'SSD, solid state drive'),
	equal('operating system', 'OS, operating system'),
	equal('call into the kernel', 'syscall, system call'),
	equal('files and folders', 'filesystem, file system'),
	equal('link to a file', 'symlink, symbolic link, soft link'),
	equal('stopped by the kernel', 'segfault, segmentation fault, SIGSEGV'),
	equal('processes that talk', 'IPC, inter-process communication, interprocess communication'),
	equal('times of jobs', 'crontab, cron schedule, cron expression'),
	equal('host name', 'hostname, host name'),
	finds(
		'port in use',
		'address already in use, port already in use, port taken, port occupied, who uses port',
		'EADDRINUSE, port conflict, netstat'
	),
	finds(
		'no answer from a host',
		'cannot connect, cannot reach, connection refused, unable to connect, no connection to server',
		'connection error, firewall, ECONNREFUSED'
	),
	finds(
		'name not known',
		'name not resolved, cannot find host, unknown host',
		'DNS resolution, DNS'
	),
	finds(
		'no room',
		'disk full, no space left, disk space, out of disk',
		'disk usage, ENOSPC, storage'
	),
	finds(
		'may not',
		'permission denied, access denied, operation not permitted',
		'permissions, file mode, chmod, EACCES'
	),
	finds('too many open files', 'too many open files, file handles', 'file descriptor, ulimit'),
	finds(
		'kill a program',
		'stop process, end process, kill program, process hangs',
		'kill, signal, SIGKILL'
	),
	finds(
		'what uses the processor',
		'high cpu, cpu 100, cpu usage high, using all cpu',
		'CPU usage, profiling'
	),
	finds(
		'certificate not trusted',
		'certificate not trusted, self signed, untrusted certificate, certificate error',
		'certificate authority, TLS certificate, trust store'
	),
	finds(
		'copies between machines',
		'copy files to server, copy to remote, transfer files',
		'scp, rsync, SFTP'
	),
	finds(
		'see network traffic',
		'watch network traffic, see packets, inspect traffic, sniff traffic',
		'Wireshark, tcpdump, packet capture'
	),
	finds(
		'notice when a file changes',
		'file changed event, watch folder, notice file changes, when file changes',
		'file watcher, FileSystemWatcher, inotify'
	),

	// Machine learning
	equal('programs that learn', 'machine learning, ML'),
	equal('artificial intelligence', 'AI, artificial intelligence'),
	equal('model of language', 'LLM, large language model'),
	equal('answers from documents', 'RAG, retrieval-augmented generation'),
	equal('text as numbers', 'embedding, vector embedding'),
	equal('approximate neighbors', 'ANN, approximate nearest neighbor'),
	equal('language as data', 'NLP, natural language processing'),
	finds(
		'chatbot with own data',
		'chat with documents, chatbot own data, ask questions about documents',
		'retrieval-augmented generation, RAG'
	),
	finds(
		'a model makes things up',
		'model makes things up, wrong answers from ai, invented answers',
		'hallucination'
	)
];
