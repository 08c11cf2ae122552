using System.Reflection;
using System.Runtime.InteropServices;

namespace Pact;

/// <summary>
/// The part of libpact_ffi that recording and verifying need; signatures as in its
/// pact.h. PactNet binds the same functions.
/// </summary>
internal static partial class PactFfi
{
    private const string Library = "pact_ffi";

    /// <summary>PactSpecification_V4 of the header.</summary>
    public const int SpecificationV4 = 5;

    /// <summary>InteractionPart_Response of the header.</summary>
    public const int Response = 1;

    static PactFfi() =>
        NativeLibrary.SetDllImportResolver(typeof(PactFfi).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths) =>
        name == Library ? NativeLibrary.Load(FindLibrary()) : 0;

    private static string FindLibrary()
    {
        var packages = Path.Combine(Sample.Folder, "node_modules", "@pact-foundation");
        string[] names = ["libpact_ffi.so", "libpact_ffi.dylib", "pact_ffi.dll"];
        var found = Directory.Exists(packages)
            ? names.SelectMany(name => Directory.EnumerateFiles(
                packages, name, SearchOption.AllDirectories)).FirstOrDefault()
            : null;
        return found ?? throw new DllNotFoundException(
            $"No libpact_ffi below {packages}; run npm ci in {Sample.Folder}");
    }

    [LibraryImport(Library, EntryPoint = "pactffi_version")]
    public static partial nint Version();

    [LibraryImport(Library, EntryPoint = "pactffi_new_pact",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial ushort NewPact(string consumer, string provider);

    [LibraryImport(Library, EntryPoint = "pactffi_new_interaction",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint NewInteraction(ushort pact, string description);

    [LibraryImport(Library, EntryPoint = "pactffi_with_specification")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithSpecification(ushort pact, int version);

    [LibraryImport(Library, EntryPoint = "pactffi_given_with_params",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GivenWithParams(uint interaction, string state, string parameters);

    [LibraryImport(Library, EntryPoint = "pactffi_with_request",
        StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithRequest(uint interaction, string method, string path);

    [LibraryImport(Library, EntryPoint = "pactffi_response_status")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool ResponseStatus(uint interaction, ushort status);

    [LibraryImport(Library, EntryPoint = "pactffi_with_body",
        StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WithBody(
        uint interaction, int part, string contentType, string body);

    [LibraryImport(Library, EntryPoint = "pactffi_create_mock_server_for_transport",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StartMockServer(
        ushort pact, string address, ushort port, string transport, string? options);

    [LibraryImport(Library, EntryPoint = "pactffi_mock_server_matched")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool MockServerMatched(int port);

    /// <summary>The text belongs to the mock server and ends with it.</summary>
    [LibraryImport(Library, EntryPoint = "pactffi_mock_server_mismatches")]
    public static partial nint MockServerMismatches(int port);

    [LibraryImport(Library, EntryPoint = "pactffi_cleanup_mock_server")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool CleanupMockServer(int port);

    [LibraryImport(Library, EntryPoint = "pactffi_pact_handle_write_file",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int WriteFile(
        ushort pact, string folder, [MarshalAs(UnmanagedType.U1)] bool overwrite);

    [LibraryImport(Library, EntryPoint = "pactffi_free_pact_handle")]
    public static partial uint FreePact(ushort pact);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_new_for_application",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewVerifier(string name, string version);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_set_provider_info",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetProvider(
        nint verifier, string name, string scheme, string host, ushort port, string path);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_set_provider_state",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetStateUrl(nint verifier, string url, byte teardown, byte body);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_add_file_source",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial void AddFile(nint verifier, string file);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_execute")]
    public static partial int Execute(nint verifier);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_json")]
    public static partial nint ResultJson(nint verifier);

    [LibraryImport(Library, EntryPoint = "pactffi_verifier_shutdown")]
    public static partial void ShutDown(nint verifier);

    [LibraryImport(Library, EntryPoint = "pactffi_string_delete")]
    public static partial void DeleteString(nint text);
}
