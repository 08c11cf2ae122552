using System.Runtime.InteropServices;

namespace Pact;

/// <summary>Sends a pact's requests to a running provider and compares its answers.</summary>
public static class PactVerifier
{
    /// <summary>The version of libpact_ffi.</summary>
    public static string LibraryVersion => Marshal.PtrToStringUTF8(PactFfi.Version())!;

    /// <param name="states">Gets each provider state by POST before its request.</param>
    public static Verification Verify(string provider, Uri address, Uri states, string pactFile)
    {
        var verifier = PactFfi.NewVerifier("Orders.Api.Tests", "1.0");
        try
        {
            PactFfi.SetProvider(verifier, provider,
                address.Scheme, address.Host, (ushort)address.Port, address.AbsolutePath);
            PactFfi.SetStateUrl(verifier, states.ToString(), teardown: 0, body: 1);
            PactFfi.AddFile(verifier, pactFile);
            var code = PactFfi.Execute(verifier);
            if (code is not (0 or 1))
                throw new InvalidOperationException($"libpact_ffi ended with {code}");
            return new(Passed: code == 0, Verification.ListFailures(ReadResult(verifier)));
        }
        finally
        {
            PactFfi.ShutDown(verifier);
        }
    }

    private static string ReadResult(nint verifier)
    {
        var text = PactFfi.ResultJson(verifier);
        try
        {
            return Marshal.PtrToStringUTF8(text)!;
        }
        finally
        {
            PactFfi.DeleteString(text);
        }
    }
}
